/**
 * The reason of a deprecation, which every deprecated field and argument gives in this form; it is removed half a year after the date at the earliest.
 * @param since the date, YYYY-MM-DD
 * @param instead what to use, as a sentence
 */
export const deprecated = (since: string, instead: string): string => `Since ${since}. ${instead}`;
