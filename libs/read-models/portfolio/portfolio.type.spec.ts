import { describe, expect, it } from '@jest/globals';
import type { Reading } from '../reading.js';
import { shownPortfolioTimeline, shownRow } from './portfolio.type.js';

const reading = {} as Reading;
const row = {
  ...({ programId: 'p', name: 'P', status: 'ACTIVE', on: '2026-03-01', d: 0.5, t: 0.6, level: 5, nothingDueYet: false } as const),
  ...({
    weakest: 'CULTURE',
    standing: [0.1, 0.2, 0.3, 0.4],
    behindDays: [10, 20, -3, 4],
    trend: [null, 0.5],
    openDrift: 1,
    nextGate: null,
    overdue: 2,
    unowned: 3,
  } as const),
  lastUpdate: null,
};

describe('a portfolio for GraphQL', () => {
  it('names the grade and the pillars of each program', () => {
    const shown = shownRow(row, reading);
    expect(shown).toMatchObject({ programId: 'p', d: 0.5, overdue: 2, trend: [null, 0.5], grade: { level: 5, nameZh: '濒临失调' } });
    expect(shown.standing).toEqual({ leadership: 0.1, culture: 0.2, process: 0.3, technology: 0.4 });
    expect(shown.behindDays).toEqual({ leadership: 10, culture: 20, process: -3, technology: 4 });
  });

  it('has neither without a balance', () => {
    expect(shownRow({ ...row, level: null, standing: null, behindDays: null }, reading)).toMatchObject({
      grade: null,
      standing: null,
      behindDays: null,
    });
  });

  it('has a list for each pillar over the dates of a timeline', () => {
    const program = {
      programId: 'p',
      name: 'P',
      d: [null, 0.5],
      t: [null, 0.5],
      level: [null, 5],
      standing: [null, [0.1, 0.2, 0.3, 0.4]],
    } as const;
    const { dates, programs } = shownPortfolioTimeline({ dates: ['2026-03-01', '2026-03-08'], programs: [program] });
    expect(dates).toEqual(['2026-03-01', '2026-03-08']);
    expect(programs[0]!.standing).toEqual({ leadership: [null, 0.1], culture: [null, 0.2], process: [null, 0.3], technology: [null, 0.4] });
  });
});
