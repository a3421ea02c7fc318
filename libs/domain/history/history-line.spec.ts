import { describe, expect, it } from '@jest/globals';
import { readHistoryLine, readPhase } from './history-line.js';

const dated = { at: '2020-05-13T14:03:59+02:00', actor: 'p-1' };
const stamp = { at: '2020-05-13T12:03:59.000Z', actor: 'p-1', warnings: [] };
const phase = { key: 'A', name: 'A', endsOn: '2020-12-31', emphasis: { leadership: 1, culture: 1, process: 1, technology: 1 } };
const charter = { ...dated, kind: 'charter', name: 'Kubernetes', sponsorId: 'cncf', startsOn: '2020-03-11', endsOn: '2024-12-31' };

describe('readHistoryLine', () => {
  it('reads a charter', () => {
    const { name, sponsorId, startsOn, endsOn } = charter;
    expect(readHistoryLine(charter)).toEqual({ ...stamp, kind: 'charter', data: { name, sponsorId, startsOn, endsOn } });
    expect(readHistoryLine({ ...charter, phases: [{ ...phase, enteredOn: '2020-04-01' }] })).toMatchObject({ data: { phases: [phase] } });
  });

  it('reads a gate, but no approval: history could be forged', () => {
    const gate = { ...dated, kind: 'enterPhase', phase: 'DESIGN', on: '2020-05-01', note: 'go' };
    expect(readHistoryLine(gate)).toEqual({ ...stamp, kind: 'enterPhase', data: { phase: 'DESIGN', on: '2020-05-01', note: 'go' } });
    expect(readHistoryLine({ ...gate, approvedBy: 'boss' })).toEqual({ refused: 'APPROVAL_IN_HISTORY', field: ['approvedBy'] });
  });

  it('reads an evaluation', () =>
    expect(readHistoryLine({ ...dated, kind: 'evaluate', on: '2020-05-10' })).toEqual({
      ...stamp,
      kind: 'evaluate',
      data: { on: '2020-05-10' },
    }));

  it('reads a status line, named or not', () => {
    const status = { ...dated, initiative: 'K', title: 'K', pillar: 'CULTURE', status: 'odd', milestones: [] };
    const expected = { kind: 'status', at: stamp.at, line: { key: 'K', becomes: 'ACTIVE' }, warnings: [{ refused: 'STATUS_UNKNOWN' }] };
    expect(readHistoryLine(status)).toMatchObject(expected);
    expect(readHistoryLine({ ...status, kind: 'status' })).toMatchObject(expected);
  });

  it.each([
    [null, 'LINE_MALFORMED', undefined],
    [[], 'LINE_MALFORMED', undefined],
    ['x', 'LINE_MALFORMED', undefined],
    [{ refused: 'X' }, 'DATE_INVALID', ['at']],
    [{ ...dated, at: 'yesterday' }, 'DATE_INVALID', ['at']],
    [{ ...dated, at: '2020-02-30T00:00:00Z' }, 'DATE_INVALID', ['at']],
    [{ ...dated, at: '2020-02-03T00:00:00' }, 'DATE_INVALID', ['at']],
    [{ ...dated, at: '0001-02-03T00:00:00Z' }, 'DATE_INVALID', ['at']],
    [{ at: dated.at }, 'LINE_MALFORMED', ['actor']],
    [{ ...dated, actor: 'a b' }, 'PERSON_ID_INVALID', ['actor']],
    [{ ...dated, kind: 'grantRole' }, 'LINE_KIND_UNKNOWN', ['kind']],
    [{ ...dated, kind: 'evaluate' }, 'LINE_MALFORMED', ['on']],
    [{ ...charter, name: 7 }, 'LINE_MALFORMED', ['name']],
    [{ ...charter, phases: {} }, 'LINE_MALFORMED', ['phases']],
    [{ ...charter, phases: [7] }, 'LINE_MALFORMED', ['phases', '0']],
    [{ ...charter, phases: [{ ...phase, emphasis: 1 }] }, 'LINE_MALFORMED', ['phases', '0', 'emphasis']],
    [
      { ...charter, phases: [{ ...phase, emphasis: { ...phase.emphasis, culture: '1' } }] },
      'LINE_MALFORMED',
      ['phases', '0', 'emphasis', 'culture'],
    ],
  ])('refuses %j', (raw, refused, field) => expect(readHistoryLine(raw)).toEqual(field ? { refused, field } : { refused }));
});

describe('readPhase', () => {
  it('keeps what a phase has', () => expect(readPhase({ ...phase, enteredOn: '2020-01-01' })).toEqual(phase));
  it('names what is wrong', () =>
    expect(readPhase({ ...phase, endsOn: 'x' }, [3])).toEqual({ refused: 'DATE_INVALID', field: ['3', 'endsOn'] }));
});
