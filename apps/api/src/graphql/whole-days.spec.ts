import { describe, expect, it } from '@jest/globals';
import type { Readings } from '#read-models/readings.js';
import { instantsAsked } from './range.inputs.js';
import { RequestContext } from './request-context.js';
import { cutAtInstants, fromInstant, toInstant } from './whole-days.js';

const shanghai = () => Promise.resolve('Asia/Shanghai');
const now = '2026-11-28T09:00:00.000Z';

describe('a date in a question over all programs', () => {
  /** A context whose programs are mostly in Shanghai, and the as-of points that are asked for. */
  function context() {
    const asked: object[] = [];
    const live = { programs: { usualZone: shanghai }, cut: {} };
    const readings = { live, paced: () => live, at: async (cut: object) => (asked.push(cut), { cut }) } as unknown as Readings;
    return { asked, context: new RequestContext({ id: 'ann', administrator: true }, 'en', readings, async () => new Map()) };
  }

  it('ends with the day in the zone of most programs, unless a program is asked about', async () => {
    const { asked, context: own } = context();
    await own.at({ asOf: '2022-06-30' });
    await own.at({ asOf: '2022-06-30' }, () => Promise.resolve('UTC'));
    expect(asked).toEqual([
      expect.objectContaining({ asOf: '2022-06-30T15:59:59.999Z' }),
      expect.objectContaining({ asOf: '2022-06-30T23:59:59.999Z' }),
    ]);
  });

  it('is a whole day of that zone in a range, which instants do not ask for', async () => {
    expect(await instantsAsked({ from: '2022-06-30', to: '2022-06-30' }, shanghai)).toEqual({
      from: '2022-06-29T16:00:00.000Z',
      to: '2022-06-30T15:59:59.999Z',
    });
    const never = () => Promise.reject(new Error('asked'));
    expect(await instantsAsked({ from: '2022-06-30T00:00:00Z' }, never)).toEqual({ from: '2022-06-30T00:00:00.000Z', to: null });
  });
});

describe('a cut given in days', () => {
  it('is at the end of the day in the zone of the program', async () => {
    const end = '2022-06-30T15:59:59.999Z';
    expect(await cutAtInstants({ asOf: '2022-06-30', asRecordedAt: '2022-06-30' }, shanghai, now)).toEqual({
      asOf: end,
      asRecordedAt: end,
    });
  });

  it('stays what it is where it is an instant or none, and asks for no zone', async () => {
    const never = () => Promise.reject(new Error('asked'));
    const cut = { asOf: '2022-06-30T00:00:00.000Z', asRecordedAt: null };
    expect(await cutAtInstants(cut, never, now)).toBe(cut);
  });

  it('is none at all on the day that has not ended, and in the future on a later one', async () => {
    expect(await cutAtInstants({ asOf: '2026-11-28' }, shanghai, now)).toEqual({ asOf: null });
    expect(await cutAtInstants({ asOf: '2026-11-29' }, shanghai, now)).toEqual({ asOf: '2026-11-29T15:59:59.999Z' });
    // This instant is on the 29th in Shanghai and still on the 28th in UTC.
    const late = '2026-11-28T20:00:00.000Z';
    expect(await cutAtInstants({ asOf: '2026-11-28' }, shanghai, late)).toEqual({ asOf: '2026-11-28T15:59:59.999Z' });
    expect(await cutAtInstants({ asOf: '2026-11-29' }, shanghai, late)).toEqual({ asOf: null });
  });

  it('goes by UTC where there is no such program', async () => {
    expect(await cutAtInstants({ asOf: '2022-06-30' }, () => Promise.resolve(undefined), now)).toEqual({
      asOf: '2022-06-30T23:59:59.999Z',
    });
  });
});

it('a stretch given in days goes from the start of the first to the end of the last', () => {
  expect(fromInstant('2022-06-30', 'Asia/Shanghai')).toBe('2022-06-29T16:00:00.000Z');
  expect(toInstant('2022-06-30', 'Asia/Shanghai')).toBe('2022-06-30T15:59:59.999Z');
  expect(fromInstant(now, 'Asia/Shanghai')).toBe(now);
  expect(toInstant(null, 'Asia/Shanghai')).toBeNull();
});
