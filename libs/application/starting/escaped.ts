/**
 * Characters that a terminal would execute or a reader would not see: control characters, those that change the writing direction or end a
 * line, halves of surrogate pairs, and other invisible ones except joiners and variation selectors.
 */
const UNSAFE = /(?![\u200c\u200d\p{Variation_Selector}])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escape = (character: string): string => `\\u{${character.codePointAt(0)!.toString(16)}}`;

/** Escapes text from outside so that a terminal shows it as one line and does not execute it: `\u{1b}` stands for an escape. */
export const escaped = (text: string): string => text.replace(UNSAFE, escape);

/** Escapes whole output of ours but keeps its line breaks and tabs. Text from outside must be escaped before it is put in. */
export const escapedOutput = (text: string): string =>
  text.replace(UNSAFE, (character) => (character === '\n' || character === '\t' ? character : escape(character)));

/** Formats values from outside as one row with tabs between them. */
export const row = (...cells: readonly (string | number)[]): string => cells.map((cell) => escaped(String(cell))).join('\t');
