import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Balance } from '#domain/balance/balance.js';
import { SWEPT_OF_PROGRAM } from '#domain/balance/swept-program.js';
import type { LocalDate } from '#domain/calendar.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import { SweptBefore } from './swept-before.js';

const parts = { startsOn: '2026-01-01', charteredOn: '2026-01-01', plans: [], policies: [], entries: [], closures: [] };
const programOf = (id: string): ProgramState => ({ id, ...parts, plans: [] }) as Partial<ProgramState> as ProgramState;
const program = programOf('p');
const initiative = (id: string, cancelledOn?: LocalDate): InitiativeState =>
  ({
    id,
    weights: [],
    pillars: [],
    milestones: [],
    cancellations: cancelledOn === undefined ? [] : [{ from: cancelledOn }],
  }) as Partial<InitiativeState> as InitiativeState;
const [one, other] = [initiative('i'), initiative('i')];

/** Asks a question and returns how many sweeps that took. */
function asker(): (question: string, program: ProgramState, initiatives: readonly InitiativeState[], dates?: number) => number {
  const before = new SweptBefore();
  return (question, program, initiatives, dates = 1) => {
    let swept = 0;
    const balances = before.answer(question, { program, initiatives }, () => (swept++, Array<Balance | null>(dates).fill(null)));
    expect(balances).toHaveLength(dates);
    return swept;
  };
}

describe('a sweep that was done before', () => {
  it('answers the same question of the same documents', () => {
    const ask = asker();
    expect([ask('a', program, [one]), ask('a', program, [one]), ask('b', program, [one])]).toEqual([1, 0, 1]);
  });

  it('does not answer for another document, one more or one less', () => {
    const ask = asker();
    ask('a', program, [one]);
    expect([ask('a', program, [other]), ask('a', program, [one, other]), ask('a', program, [one])]).toEqual([1, 1, 1]);
  });

  it('answers for a program of which only other parts have changed', () => {
    const ask = asker();
    ask('a', program, [one]);
    expect(ask('a', { ...program, name: 'other', revision: 7 }, [one])).toBe(0);
  });

  it.each(SWEPT_OF_PROGRAM)('does not answer for a program with other %s', (part) => {
    const ask = asker();
    ask('a', program, [one]);
    expect(ask('a', { ...program, [part]: part.endsWith('On') ? '2026-02-01' : [] }, [one])).toBe(1);
  });

  it('is forgotten, the oldest first, when many dates are kept', () => {
    const ask = asker();
    ask('a', program, [one], 1_000);
    ask('b', program, [one], 1_000);
    ask('c', program, [one], 1);
    expect([ask('b', program, [one], 1_000), ask('c', program, [one]), ask('a', program, [one], 1_000)]).toEqual([0, 0, 1]);
  });

  it('is forgotten, of the program asked about the longest ago first, when many programs keep some', () => {
    const before = new SweptBefore({ each: 2_000, all: 3_000 });
    const programs = Array.from({ length: 10 }, (_, n) => programOf(`p${n}`));
    const ask = (of: ProgramState): number => {
      let swept = 0;
      void before.answer('a', { program: of, initiatives: [one] }, () => (swept++, Array<Balance | null>(1_000).fill(null)));
      return swept;
    };
    for (const of of programs) {
      expect(ask(of)).toBe(1);
      expect(before.kept).toBeLessThanOrEqual(3_000);
    }
    expect([ask(programs[9]!), ask(programs[7]!), ask(programs[6]!)]).toEqual([0, 0, 1]);
  });

  it('is waited for while it is under way; one that failed is done again', async () => {
    const before = new SweptBefore();
    let swept = 0;
    const ask = (sweep: () => Promise<readonly null[]>): unknown =>
      before.answer('a', { program, initiatives: [one] }, () => (swept++, sweep()));
    const failed = [ask(() => Promise.reject(new Error('no'))), ask(() => Promise.resolve([null]))];
    for (const answer of failed) await expect(answer).rejects.toThrow('no');
    const done = [ask(() => Promise.resolve([null])), ask(() => Promise.resolve([]))];
    expect([await Promise.all(done), await ask(() => Promise.resolve([])), swept]).toEqual([[[null], [null]], [null], 2]);
  });

  describe('of the documents before a change', () => {
    const dates = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'];
    let before: SweptBefore;
    beforeEach(() => {
      before = new SweptBefore();
    });

    /** Asks for all dates; each balance here tells which documents it was swept from. */
    const ask = async (initiatives: readonly InitiativeState[], of = program, asked = dates): Promise<string[]> => {
      const name = initiatives.map(({ id, cancellations }) => `${id} ${cancellations[0]?.from ?? ''}`).join();
      const sweep = (rest: readonly LocalDate[]): Balance[] => rest.map((on) => ({ on, phaseKey: name }) as Partial<Balance> as Balance);
      const balances = await before.answer('a', { program: of, initiatives }, sweep, asked);
      expect(balances.map((balance) => balance!.on)).toEqual(asked);
      return balances.map((balance) => balance!.phaseKey);
    };

    it('answers for the dates before it', async () => {
      expect(await ask([one])).toEqual(['i ', 'i ', 'i ', 'i ']);
      expect(await ask([initiative('i', '2026-03-01')])).toEqual(['i ', 'i ', 'i 2026-03-01', 'i 2026-03-01']);
    });

    it('answers for all dates where nothing that counts has changed', async () => {
      await ask([one, initiative('j')]);
      expect(await ask([other, initiative('j', '2026-04-02')])).toEqual(['i ,j ', 'i ,j ', 'i ,j ', 'i ,j ']);
    });

    it('answers for no date where another change before it was not asked about in between', async () => {
      await ask([one]);
      const first = initiative('i', '2026-01-01');
      void before.answer('b', { program, initiatives: [first] }, () => [null]);
      expect(await ask([{ ...first, title: 'Another' }])).toEqual(Array(4).fill('i 2026-01-01'));
    });

    it('does not answer for another initiative, another list, another program or other dates', async () => {
      await ask([one]);
      expect(await ask([initiative('j')])).toEqual(['j ', 'j ', 'j ', 'j ']);
      expect(await ask([one, initiative('j')])).toEqual(Array(4).fill('i ,j '));
      expect(await ask([initiative('i', '2026-04-01'), initiative('j')], { ...program, entries: [] })).toEqual(
        Array(4).fill('i 2026-04-01,j '),
      );
      expect(await ask([other, initiative('j')], program, dates.slice(1))).toEqual(Array(3).fill('i ,j '));
    });

    it('is kept within the same bound', async () => {
      before = new SweptBefore({ each: 6, all: 7 });
      await ask([one]);
      await ask([initiative('i', '2026-03-01')]);
      void before.answer('b', { program, initiatives: [initiative('i', '2026-03-02')] }, () => [null, null, null]);
      expect(before.kept).toBeLessThanOrEqual(6);
    });
  });
});
