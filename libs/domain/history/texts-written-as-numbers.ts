/** Text members of a history line that may be written as numbers: in the release 1.20 every digit matters. */
export const TEXTS_WRITTEN_AS_NUMBERS: ReadonlySet<string> = new Set(['release']);
