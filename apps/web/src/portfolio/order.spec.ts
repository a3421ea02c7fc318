import { describe, expect, it } from '@jest/globals';
import { arranged, ORDERS, type PortfolioProgram } from './order';

const program = (name: string, facts: object = {}): PortfolioProgram =>
  ({
    ...{ name, nothingDueYet: false, d: 0.5, openDrift: 0, nextGate: { daysOver: 0 }, overdue: 0, unowned: 0 },
    ...facts,
  }) as PortfolioProgram;

const names = (programs: readonly PortfolioProgram[]): string[] => programs.map(({ name }) => name);

const programs = [
  program('Strong', { d: 0.9 }),
  program('New', { d: 1, nothingDueYet: true }),
  program('Closed', { d: null, nextGate: null }),
  program('Weak', { d: 0.2 }),
  program('Drifting', { d: 0.7, openDrift: 2, nextGate: { daysOver: 9 }, overdue: 4, unowned: 1 }),
];

describe('the order of the portfolio', () => {
  it('begins with the weakest balance, and ends with what has none yet', () => {
    expect(names(arranged(programs, 'balance', ''))).toEqual(['Weak', 'Drifting', 'Strong', 'New', 'Closed']);
  });

  it.each(ORDERS.filter((order) => order !== 'balance'))('begins with the one that needs somebody most by %s, then by balance', (order) => {
    expect(names(arranged(programs, order, '')).slice(0, 2)).toEqual(['Drifting', 'Weak']);
  });

  it('keeps the programs whose names contain what is searched for, whatever its case', () => {
    expect(names(arranged(programs, 'balance', ' STRO '))).toEqual(['Strong']);
    expect(arranged(programs, 'balance', 'absent')).toEqual([]);
  });
});
