import type { ResultOf } from '../graphql/graphql';
import type { Portfolio } from './documents';

export type PortfolioProgram = ResultOf<typeof Portfolio>['portfolio'][number];

export const ORDERS = ['balance', 'drift', 'gate', 'overdue', 'unowned'] as const;
export type Order = (typeof ORDERS)[number];

/** A smaller number comes first: the program that needs somebody most. */
const NEED: Record<Order, (program: PortfolioProgram) => number> = {
  // What has no grade yet needs nobody.
  balance: ({ nothingDueYet, d }) => (nothingDueYet ? 2 : (d ?? 3)),
  drift: ({ openDrift }) => -openDrift,
  gate: ({ nextGate }) => -(nextGate?.daysOver ?? -1),
  overdue: ({ overdue }) => -overdue,
  unowned: ({ unowned }) => -unowned,
};

/** The programs whose names contain a text, the one that needs somebody most first; the balance decides between equals. */
export function arranged(programs: readonly PortfolioProgram[], order: Order, search: string): PortfolioProgram[] {
  const sought = search.trim().toLocaleLowerCase();
  return programs
    .filter(({ name }) => name.toLocaleLowerCase().includes(sought))
    .sort((one, other) => NEED[order](one) - NEED[order](other) || NEED.balance(one) - NEED.balance(other));
}
