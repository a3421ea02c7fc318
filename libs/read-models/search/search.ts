import { condition, isIn, type Condition } from '../paging/condition.js';
import { wordsAsked } from './words.js';

/** Greater than every character that continues a word. */
const BEYOND = '\u{10FFFF}';

/** The rows `w` of a table of words that begin so. */
const beginning = (word: string): Condition => condition('w.word >= ? and w.word < ?', word, word + BEYOND);

/** One condition for each word; none for a blank text, and nothing matches a text that has no word. */
function forEachWord(text: string | null | undefined, of: (word: Condition) => Condition): readonly Condition[] {
  if (!text?.trim()) return [];
  const words = wordsAsked(text);
  return words.length === 0 ? [isIn('1', [])] : words.map((word) => of(beginning(word)));
}

const repeated = (sql: string, { parameters }: Condition, times: number): Condition =>
  condition(sql, ...Array.from({ length: times }, () => parameters).flat());

const programsNamed = ({ sql }: Condition): string => `select w.program_id from program_word_rows w where ${sql}`;

/**
 * Conditions on milestones `m` for a search: each of its words begins a word of the milestone's title, its initiative's title or its
 * program's name, or is the beginning of an id.
 */
export const milestonesFound = (text: string | null | undefined): readonly Condition[] =>
  forEachWord(text, (word) =>
    repeated(
      `m.initiative_id in (select w.initiative_id from word_rows w where ${word.sql} and w.nth = 0
        union select n.id from initiative_rows n where n.program_id in (${programsNamed(word)}))
      or (m.initiative_id, m.nth) in (select w.initiative_id, w.nth from word_rows w where ${word.sql})`,
      word,
      3,
    ),
  );

/** Conditions on initiatives `i` for a search: each of its words begins a word of the title or of the program's name, or an id. */
export const initiativesFound = (text: string | null | undefined): readonly Condition[] =>
  forEachWord(text, (word) =>
    repeated(
      `i.id in (select w.initiative_id from word_rows w where ${word.sql} and w.nth = 0
        union select n.id from initiative_rows n where n.program_id in (${programsNamed(word)}))`,
      word,
      2,
    ),
  );
