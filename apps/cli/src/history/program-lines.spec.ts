import { describe, expect, it } from '@jest/globals';
import { evaluationLines, programLines } from './program-lines.js';

const program = {
  name: 'KEP',
  actor: 'administrator',
  first: '2020-03-11T22:38:55.000Z',
  last: '2020-04-20T08:00:00.000Z',
  timeZone: 'UTC',
};
const emphasis = { leadership: 1, culture: 1, process: 1, technology: 1 };

describe('the program of a history', () => {
  it('has by default four equal phases from the first to the last line, each entered when the one before ends', () => {
    expect(programLines(program)).toEqual([
      {
        at: '2020-03-11T00:00:00.000Z',
        kind: 'charter',
        actor: 'administrator',
        name: 'KEP',
        sponsorId: 'administrator',
        startsOn: '2020-03-11',
        endsOn: '2020-04-20',
        timeZone: 'UTC',
      },
      { at: '2020-03-21T00:00:00.000Z', kind: 'enterPhase', actor: 'administrator', phase: 'DESIGN', on: '2020-03-21' },
      { at: '2020-03-31T00:00:00.000Z', kind: 'enterPhase', actor: 'administrator', phase: 'BUILD', on: '2020-03-31' },
      { at: '2020-04-10T00:00:00.000Z', kind: 'enterPhase', actor: 'administrator', phase: 'EMBED', on: '2020-04-10' },
    ]);
  });

  it('has room for four phases where all lines are of one day', () => {
    const [charter, ...gates] = programLines({ ...program, last: program.first });
    expect(charter).toMatchObject({ startsOn: '2020-03-11', endsOn: '2020-03-15' });
    expect(gates.map(({ on }) => on)).toEqual(['2020-03-12', '2020-03-13', '2020-03-14']);
  });

  it('takes phases that are given, without the gates that were never passed', () => {
    const phases = [
      { key: 'A', name: 'Alpha', endsOn: '2020-06-30', emphasis, enteredOn: '2020-01-06' },
      { key: 'B', name: 'Beta', endsOn: '2020-12-31', emphasis, enteredOn: '2020-07-02' },
      { key: 'C', name: 'Stable', endsOn: '2021-12-31', emphasis },
    ];
    const [charter, ...gates] = programLines({ ...program, phases });
    expect(charter).toMatchObject({
      at: '2020-01-06T00:00:00.000Z',
      startsOn: '2020-01-06',
      phases: phases.map(({ enteredOn: _, ...phase }) => phase),
    });
    expect(charter).not.toHaveProperty('endsOn');
    expect(gates).toMatchObject([{ phase: 'B', on: '2020-07-02', at: '2020-07-02T00:00:00.000Z' }]);
  });

  it('is known no later than its first line, wherever its first phase starts', () => {
    const phases = [{ key: 'A', name: 'Alpha', endsOn: '2020-06-30', emphasis, enteredOn: '2020-04-01' }];
    expect(programLines({ ...program, phases })[0]).toMatchObject({ at: program.first, startsOn: '2020-04-01' });
  });
});

describe('the program of a history in a zone of its own', () => {
  const shanghai = { ...program, first: '2020-03-11T22:38:55.000Z', last: '2020-04-19T16:30:00.000Z', timeZone: 'Asia/Shanghai' };

  it('has the days of that zone, each from its midnight on', () => {
    const [charter, ...gates] = programLines(shanghai);
    expect(charter).toMatchObject({
      at: '2020-03-11T16:00:00.000Z',
      startsOn: '2020-03-12',
      endsOn: '2020-04-20',
      timeZone: 'Asia/Shanghai',
    });
    expect(gates[0]).toMatchObject({ at: '2020-03-21T16:00:00.000Z', on: '2020-03-22' });
  });

  it('is evaluated at the end of its Sundays, up to the day of its last line', () => {
    const evaluations = evaluationLines({ ...shanghai, last: '2020-03-21T16:00:00.000Z' }, '2026-01-01T00:00:00.000Z');
    expect(evaluations.map(({ at, on }) => [on, at])).toEqual([
      ['2020-03-15', '2020-03-15T15:59:59.999Z'],
      ['2020-03-22', '2020-03-22T15:59:59.999Z'],
    ]);
  });
});

describe('its evaluations', () => {
  const weeks = { ...program, last: '2020-03-22T10:00:00.000Z' };

  it('are one for each Sunday up to the last line, at the end of the day', () => {
    expect(evaluationLines(weeks, '2026-01-01T00:00:00.000Z')).toEqual([
      { at: '2020-03-15T23:59:59.999Z', kind: 'evaluate', actor: 'administrator', on: '2020-03-15' },
      { at: '2020-03-22T23:59:59.999Z', kind: 'evaluate', actor: 'administrator', on: '2020-03-22' },
    ]);
  });

  it('leave out a Sunday that has not ended', () => {
    expect(evaluationLines(weeks, '2020-03-22T12:00:00.000Z')).toHaveLength(1);
  });
});
