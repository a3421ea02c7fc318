import { stateOf } from '../design/standing';

interface Ordered {
  /** The sentence that a person reads first. */
  readonly lead: string;
  /** What would help most; undefined where nothing is behind. */
  readonly help: string | undefined;
  readonly rest: readonly string[];
}

/**
 * Puts the sentences of a balance in the order in which a person asks: the pillar that is furthest behind, what helps, then the others and
 * the grade. Days lead; the grade explains them.
 * @param story the grade, a sentence for each pillar, then perhaps what would help most
 * @param pillars in the order of the story
 */
export function storyInOrder(story: readonly string[], pillars: readonly { readonly behindDays: number }[]): Ordered {
  const [grade = '', ...others] = story;
  const told = others.slice(0, pillars.length);
  const help = others[pillars.length];
  const worst = pillars.reduce((one, { behindDays }, index) => (behindDays > pillars[one]!.behindDays ? index : one), 0);
  if (stateOf(pillars[worst]?.behindDays ?? 0) === 'onPlan') return { lead: grade, help, rest: told };
  return { lead: told[worst] ?? grade, help, rest: [...told.filter((_, index) => index !== worst), grade] };
}
