/**
 * A visible character. It excludes white space, control and format characters, combining marks without a letter, fillers (U+3164, U+00AD
 * and others that Unicode says to ignore), symbols that are drawn as nothing (the blank Braille pattern, the null notehead, the blanks of
 * Egyptian hieroglyphs), the placeholder for a missing object (U+FFFC), and what will never be a character (U+FFFF).
 */
const VISIBLE =
  /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]/u;

/** Whether the text has any visible character. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** Whether a character in the text changes the writing direction, so that the surrounding text reads differently. */
export const turnsDirection = (text: string): boolean => /\p{Bidi_Control}/u.test(text);

/** Whether a character in the text ends the line, or is a control character that a terminal or a file would execute. */
export const breaksLine = (text: string): boolean => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);

/**
 * Whether another text could look the same: the text has a hidden character, white space at an end, or white space other than single
 * spaces.
 */
export const hidesCharacters = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]|^\p{Z}|\p{Z}$|(?! )\p{Zs}| {2}/u.test(
    text,
  );
