/**
 * What a terminal would obey or a reader would not see: control characters, those that turn the writing direction or end a line, halves
 * of surrogate pairs, and other invisible ones but those that join or vary what stands beside them.
 */
const UNSAFE = /(?![\u200c\u200d\p{Variation_Selector}])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escape = (character: string): string => `\\u{${character.codePointAt(0)!.toString(16)}}`;

/** Text from outside as one line that a terminal shows and does not obey: `\u{1b}` stands for an escape. */
export const escaped = (text: string): string => text.replace(UNSAFE, escape);

/** The same for whole output of ours: its line breaks and tabs stay. Text from outside has been escaped before it went in. */
export const escapedOutput = (text: string): string =>
  text.replace(UNSAFE, (character) => (character === '\n' || character === '\t' ? character : escape(character)));

/** Values from outside as one row of a result, with tabs between them. */
export const row = (...cells: readonly (string | number)[]): string => cells.map((cell) => escaped(String(cell))).join('\t');
