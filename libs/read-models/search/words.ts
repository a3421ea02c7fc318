/** Letters with a stroke or ligature, which no normal form takes apart. */
const SPELT: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  ς: 'σ',
};

/** Characters of scripts that are written without spaces between words. */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー`;
const RUNS = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** A longer word is cut, which loses nothing that a reader would type. */
const LONGEST = 32;
/** How many words of a search count. */
const MOST_ASKED = 16;

/** Folds what a reader does not mean to tell apart: width, case and accents. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[øłđħŧıæœþðς]/g, (letter) => SPELT[letter]!)
    .normalize('NFC');

/**
 * The words under which a text is found, each once: a search is for the beginnings of words. Han characters and kana, which are written
 * without spaces, give overlapping pairs and the last character, so that every single character begins a word too.
 */
export const wordsOf = (text: string): readonly string[] => inRuns(text, (run) => [...pairs(run), run.at(-1)!]);

/** The words that a search asks for, as beginnings of words: of Han characters and kana the pairs, or a single character. */
export const wordsAsked = (text: string): readonly string[] =>
  inRuns(text, (run) => (run.length === 1 ? run : pairs(run))).slice(0, MOST_ASKED);

/** The word under which an id is found: its digits without hyphens. */
export const wordOfId = (id: string): string => id.replaceAll('-', '').slice(0, LONGEST);

const UUID_START = /^\s*[0-9a-f]{8}-[0-9a-f-]*\s*$/i;

function inRuns(text: string, unspaced: (characters: readonly string[]) => readonly string[]): readonly string[] {
  // Whoever searches for an id pastes it, or its beginning, with hyphens.
  if (UUID_START.test(text)) return [wordOfId(text.trim().toLowerCase())];
  const words = new Set<string>();
  for (const [run] of folded(text).matchAll(RUNS)) {
    if (!IS_UNSPACED.test(run)) words.add(run.slice(0, LONGEST));
    else for (const word of unspaced([...run])) words.add(word);
  }
  return [...words];
}

const pairs = (characters: readonly string[]): readonly string[] => characters.slice(1).map((character, i) => characters[i]! + character);
