/** Members of a history line that are texts and may be written as a number: of 1.20 every digit is meant. */
export const TEXTS_WRITTEN_AS_NUMBERS: ReadonlySet<string> = new Set(['release']);
