import { describe, expect, it } from '@jest/globals';
import type { Command, Decider } from '../commands/decider.js';
import type { Fact } from '../event.js';
import { DeciderSpec, on } from './given-when-then.js';

type Add = Command<'Add', { readonly amount: number }>;
type Added = Fact<'Added', { readonly amount: number; readonly on: string }>;

const counter: Decider<Add, number, Added, unknown> = {
  initialState: 0,
  evolve: (total, event) => total + event.data.amount,
  decide: ({ data: { amount } }, total, _program, { today }) =>
    amount < 0 ? { refused: 'NEGATIVE', field: ['amount'] } : total + amount > 9 ? [] : [{ type: 'Added', data: { amount, on: today } }],
};
const spec = new DeciderSpec(counter, { stream: 'counter-1', programId: 'p', today: '2026-06-01' });
const add = (amount: number): Add => ({ type: 'Add', data: { amount } });
const added = (amount: number, day = '2026-06-01'): Added => ({ type: 'Added', data: { amount, on: day } });

describe('given, when, then', () => {
  it('holds where the facts, the refusal or the quiet are as said', () => {
    spec
      .given([])
      .when(add(1))
      .then([added(1)]);
    spec
      .given([])
      .when(add(1), { today: '2026-07-01' })
      .then([added(1, '2026-07-01')]);
    spec.given([]).when(add(-1)).refused('NEGATIVE', 'amount');
    spec
      .given([added(5), on('2026-05-01', added(4))])
      .when(add(1))
      .then([]);
    expect(spec.outcome([added(9)], add(-1))).toBe('NEGATIVE');
    expect(spec.outcome([], add(1))).toEqual(['Added']);
  });

  it('fails where they are not', () => {
    const decided = spec.given([]).when(add(1));
    expect(() => decided.then([])).toThrow();
    expect(() => decided.then([added(2)])).toThrow();
    expect(() => decided.then([added(1), added(1)])).toThrow();
    expect(() => decided.refused('NEGATIVE')).toThrow();
    expect(() => spec.given([]).when(add(-1)).refused('NEGATIVE')).toThrow();
    expect(() => spec.given([]).when(add(-1)).refused('POSITIVE', 'amount')).toThrow();
    expect(() => spec.given([]).when(add(-1)).then([])).toThrow();
  });
});
