/**
 * A character that somebody can see: neither white space nor a control or format character, a combining mark without its letter, a
 * filler (U+3164, U+00AD and others that Unicode says to ignore), a symbol that is drawn as nothing (the blank pattern of Braille, the
 * null notehead, the blanks of Egyptian hieroglyphs), what stands for an object that is not there (U+FFFC), or what will never be a
 * character (U+FFFF).
 */
const VISIBLE =
  /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]/u;

/** Whether anybody can see the text at all. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** Whether a character in it turns the writing direction, so that the text around it reads as something else. */
export const turnsDirection = (text: string): boolean => /\p{Bidi_Control}/u.test(text);

/** Whether a character in it ends the line, or is a control character that a terminal or a file would obey. */
export const breaksLine = (text: string): boolean => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);

/** Whether two texts can look the same and differ because of it: a hidden character, white space at an end, or any other than one space. */
export const hidesCharacters = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]|^\p{Z}|\p{Z}$|(?! )\p{Zs}| {2}/u.test(
    text,
  );
