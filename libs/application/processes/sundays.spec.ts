import { describe, expect, it } from '@jest/globals';
import type { ProgramState } from '#domain/program/state.js';
import { aProgram } from '#testing/domain/a-program.js';
import type { LastEvaluation } from '../ports.js';
import { dueEvaluations, isUnderImport, lastSundayAnywhere, turnWithinHour } from './sundays.js';

const due = (now: string, others: Partial<ProgramState> = {}, last?: LastEvaluation): readonly string[] =>
  dueEvaluations(now, { program: aProgram(others), ...(last ? { last } : {}) });

const evaluated = (on: string, others: Partial<LastEvaluation> = {}): LastEvaluation => ({
  on,
  recordedAt: `${on}T23:00:00.000Z`,
  ...others,
});

/** An instant a few milliseconds before or after the moment at which a program is evaluated. */
const turnAfter = (midnight: string, ms: number, id = 'p'): string =>
  new Date(Date.parse(midnight) + turnWithinHour(id) + ms).toISOString();

describe('the weekly schedule', () => {
  it('evaluates a Sunday once it has ended, at the turn of the program within the hour', () => {
    expect(due(turnAfter('2026-01-05T00:00:00.000Z', -1))).toEqual([]);
    expect(due(turnAfter('2026-01-05T00:00:00.000Z', 0))).toEqual(['2026-01-04']);
    expect(due('2026-01-10T12:00:00.000Z')).toEqual(['2026-01-04']);
  });

  it('goes by the zone of the program', () => {
    const shanghai = { timeZone: 'Asia/Shanghai' };
    expect(due(turnAfter('2026-01-04T16:00:00.000Z', -1), shanghai)).toEqual([]);
    expect(due(turnAfter('2026-01-04T16:00:00.000Z', 0), shanghai)).toEqual(['2026-01-04']);
  });

  it('knows the last Sunday that has ended anywhere: no zone is ahead of it', () => {
    expect(lastSundayAnywhere('2026-01-04T09:59:59.999Z')).toBe('2025-12-28');
    expect(lastSundayAnywhere('2026-01-04T10:00:00.000Z')).toBe('2026-01-04');
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Auckland', 'Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Niue'])
      for (let hour = 0; hour < 7 * 24; hour++) {
        const now = new Date(Date.UTC(2026, 2, 1, hour, 30)).toISOString();
        const [last] = due(now, { timeZone }).slice(-1);
        expect(last === undefined || last <= lastSundayAnywhere(now)).toBe(true);
      }
  });

  it('spreads the programs over the hour, always alike', () => {
    const turns = Array.from({ length: 400 }, (_, n) => turnWithinHour(`program-${n}`));
    expect(Array.from({ length: 400 }, (_, n) => turnWithinHour(`program-${n}`))).toEqual(turns);
    const quarters = [0, 0, 0, 0];
    for (const turn of turns) quarters[Math.floor(turn / 900_000)]!++;
    for (const quarter of quarters) expect(quarter).toBeGreaterThan(60);
  });

  it('makes up for missed Sundays in order, after the last one that was done', () => {
    expect(due('2026-01-27T00:00:00.000Z')).toEqual(['2026-01-04', '2026-01-11', '2026-01-18', '2026-01-25']);
    expect(due('2026-01-27T00:00:00.000Z', {}, evaluated('2026-01-11'))).toEqual(['2026-01-18', '2026-01-25']);
    // Someone evaluated on the Monday, so the Sunday before it is not due any more.
    expect(due('2026-01-27T00:00:00.000Z', {}, evaluated('2026-01-26'))).toEqual([]);
  });

  it('begins with the recording of the charter, and not before the start', () => {
    expect(due('2026-01-27T00:00:00.000Z', { recordedAt: '2026-01-18T10:00:00.000Z' })).toEqual(['2026-01-18', '2026-01-25']);
    expect(due('2026-01-27T00:00:00.000Z', { startsOn: '2026-01-20' })).toEqual(['2026-01-25']);
    expect(due('2026-01-27T00:00:00.000Z', { startsOn: '2027-01-20' })).toEqual([]);
  });

  it('leaves closed programs out', () => {
    expect(due('2026-01-27T00:00:00.000Z', { status: 'CLOSED' })).toEqual([]);
  });

  it('goes on after the last evaluation of an import, however long ago its date is', () => {
    const imported = { importedFrom: 'history.ndjson', recordedAt: '2026-01-26T10:00:00.000Z' };
    const last = evaluated('2025-12-28', { importedFrom: 'history.ndjson', recordedAt: '2026-01-26T10:00:00.000Z' });
    expect(due('2026-01-27T20:00:00.000Z', imported, last)).toEqual(['2026-01-04', '2026-01-11', '2026-01-18', '2026-01-25']);
  });
});

describe('a program under import', () => {
  const imported = aProgram({ importedFrom: 'history.ndjson', recordedAt: '2026-01-18T10:00:00.000Z' });

  it('is one whose charter, or last evaluation, was imported less than ten minutes ago', () => {
    expect(isUnderImport('2026-01-18T10:09:59.000Z', { program: imported })).toBe(true);
    expect(isUnderImport('2026-01-18T10:10:00.000Z', { program: imported })).toBe(false);
    const last = evaluated('2025-12-28', { importedFrom: 'history.ndjson', recordedAt: '2026-01-18T11:00:00.000Z' });
    expect(isUnderImport('2026-01-18T11:09:59.000Z', { program: imported, last })).toBe(true);
    expect(isUnderImport('2026-01-18T11:10:00.000Z', { program: imported, last })).toBe(false);
  });

  it('is none that began here, or was evaluated here since', () => {
    expect(isUnderImport('2026-01-18T10:00:01.000Z', { program: aProgram({ recordedAt: '2026-01-18T10:00:00.000Z' }) })).toBe(false);
    const last = evaluated('2026-01-18', { recordedAt: '2026-01-18T10:05:00.000Z' });
    expect(isUnderImport('2026-01-18T10:05:01.000Z', { program: imported, last })).toBe(false);
  });
});
