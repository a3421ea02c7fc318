import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { readHistoryLine } from '../../history/history-line.js';
import { initiativeId, initiativeSpec } from '../../testing/initiative-history.js';
import { activeProgram, closedProgram, PROGRAM_ID } from '../../testing/program-history.js';
import { noProgram } from '../../program/state.js';
import { decide } from '../decide.js';
import type { InitiativeEvent } from '../events.js';
import { foresee } from '../foresee.js';
import { milestoneIdOf } from './completed-line.js';
import { type Initiative, type InitiativeState, isDescoped, noInitiative, ownerOn, pillarOf, standingAchievement } from '../state.js';
import { mappedKey, type StatusLine } from './status-line.js';

const reason = (status: string) => `imported: status ${status}`;
const id = (key: string) => milestoneIdOf(initiativeId, key);

const base: StatusLine = {
  key: 'KEP-1',
  title: 'T',
  unit: 'sig',
  pillar: 'PROCESS',
  becomes: 'ACTIVE',
  status: 'provisional',
  owner: 'ann',
  milestones: [],
};
const alpha = { key: 'alpha', title: 'alpha (v1)', due: '2026-03-01' };
const beta = { key: 'beta', title: 'beta (v2)', due: '2026-05-01' };

/** Records the lines one after the other. @returns the facts of the last one */
function recorded(...lines: Partial<StatusLine>[]): readonly InitiativeEvent[] {
  const history: InitiativeEvent[] = [];
  let last: readonly InitiativeEvent[] = [];
  for (const line of lines) {
    const command = {
      type: 'RecordStatusLine',
      data: { programId: PROGRAM_ID, initiativeId, line: { ...base, ...line } },
    } as const;
    const { decision } = initiativeSpec.given(history).when(command);
    if (isRefusal(decision)) throw new Error(decision.refused);
    last = decision;
    history.push(...last);
  }
  return last;
}
const types = (facts: readonly InitiativeEvent[]) => facts.map((fact) => fact.type);

describe('RecordStatusLine', () => {
  it('launches what it does not know', () => {
    expect(recorded({ milestones: [{ ...alpha, achieved: '2026-02-28' }, beta] })).toEqual([
      { type: 'InitiativeLaunched', data: { pillar: 'PROCESS', unit: 'sig', title: 'T', weight: 1, owner: 'ann' } },
      { type: 'MilestonePlanned', data: { milestoneId: id('alpha'), title: 'alpha (v1)', due: '2026-03-01', weight: 1 } },
      { type: 'MilestonePlanned', data: { milestoneId: id('beta'), title: 'beta (v2)', due: '2026-05-01', weight: 1 } },
      { type: 'MilestoneAchieved', data: { milestoneId: id('alpha'), on: '2026-02-28' } },
    ]);
    expect(types(recorded({ owner: null }))).toEqual(['InitiativeLaunched']);
    expect(types(recorded({ becomes: 'PAUSED' }))).toEqual(['InitiativeLaunched', 'InitiativePaused']);
  });

  it('emits what differs, in the order of the design', () => {
    const before: Partial<StatusLine> = {
      becomes: 'COMPLETED',
      milestones: [
        alpha,
        { ...beta, achieved: '2026-05-01' },
        { key: 'gone', title: 'gone', due: '2026-05-01', achieved: '2026-05-02' },
        { key: 'left', title: 'left', due: '2026-05-01' },
      ],
    };
    const after: Partial<StatusLine> = {
      title: 'U',
      unit: 'sig-2',
      pillar: 'CULTURE',
      owner: null,
      becomes: 'PAUSED',
      status: 'deferred',
      milestones: [
        { ...alpha, title: 'alpha (v3)', due: '2026-09-01' },
        { ...beta, achieved: '2026-04-30' },
        { key: 'stable', title: 'stable (v9)', due: '2027-01-01' },
      ],
    };
    const why = { reason: reason('deferred') };
    expect(recorded(before, after)).toEqual([
      { type: 'InitiativeReopened', data: why },
      { type: 'InitiativeRetitled', data: { title: 'U' } },
      { type: 'InitiativeMoved', data: { pillar: 'CULTURE', unit: 'sig-2', ...why } },
      { type: 'OwnerAssigned', data: { owner: null, effectiveOn: '2026-06-01' } },
      { type: 'MilestoneRestored', data: { milestoneId: id('alpha'), ...why } },
      { type: 'MilestoneReopened', data: { milestoneId: id('beta'), ...why } },
      { type: 'MilestoneReopened', data: { milestoneId: id('gone'), ...why } },
      { type: 'MilestonePlanned', data: { milestoneId: id('stable'), title: 'stable (v9)', due: '2027-01-01', weight: 1 } },
      { type: 'MilestoneRetitled', data: { milestoneId: id('alpha'), title: 'alpha (v3)' } },
      {
        type: 'MilestoneRescheduled',
        data: { milestoneId: id('alpha'), from: '2026-03-01', forecast: '2026-09-01', reasonCode: 'UNKNOWN', ...why },
      },
      { type: 'MilestoneAchieved', data: { milestoneId: id('beta'), on: '2026-04-30' } },
      { type: 'MilestoneDescoped', data: { milestoneId: id('gone'), ...why } },
      { type: 'InitiativePaused', data: why },
    ]);
  });

  it('descopes what is open before it completes, and records nothing for the same line again', () => {
    const implemented: Partial<StatusLine> = { becomes: 'COMPLETED', status: 'implemented', milestones: [alpha, beta] };
    expect(types(recorded({ milestones: [alpha, beta] }, implemented))).toEqual([
      'MilestoneDescoped',
      'MilestoneDescoped',
      'InitiativeCompleted',
    ]);
    expect(recorded(implemented, implemented)).toEqual([]);
  });

  it('reopens an ended initiative for a change and ends it again', () => {
    const implemented: Partial<StatusLine> = { becomes: 'COMPLETED', milestones: [alpha] };
    expect(types(recorded(implemented, { ...implemented, title: 'U' }))).toEqual([
      'InitiativeReopened',
      'InitiativeRetitled',
      'InitiativeCompleted',
    ]);
    expect(types(recorded(implemented, { ...implemented, milestones: [{ ...alpha, due: '2026-04-01' }] }))).toEqual([
      'InitiativeReopened',
      'MilestoneRestored',
      'MilestoneRescheduled',
      'MilestoneDescoped',
      'InitiativeCompleted',
    ]);
    expect(types(recorded({ becomes: 'CANCELLED' }, {}))).toEqual(['InitiativeReopened']);
    expect(types(recorded({ becomes: 'CANCELLED' }, { becomes: 'COMPLETED' }))).toEqual(['InitiativeReopened', 'InitiativeCompleted']);
  });

  it('moves an achieved milestone by reopening, rescheduling and achieving it again', () => {
    const done = { ...alpha, achieved: '2026-02-28' };
    expect(types(recorded({ milestones: [done] }, { milestones: [{ ...done, due: '2026-04-01' }] }))).toEqual([
      'MilestoneReopened',
      'MilestoneRescheduled',
      'MilestoneAchieved',
    ]);
  });

  describe('what a later line does not say', () => {
    const done = { ...alpha, achieved: '2026-02-28' };
    const { title: _title, unit: _unit, owner: _owner, becomes: _becomes, ...said } = base;
    const silent = {
      title: undefined,
      unit: undefined,
      owner: undefined,
      becomes: undefined,
      status: 'none',
    } as unknown as Partial<StatusLine>;

    it('stays as it was: a milestone without a due date, open, achieved, or moved', () => {
      const undated = { key: 'alpha', title: 'alpha (v1)' };
      expect(recorded({ milestones: [alpha] }, { milestones: [undated] })).toEqual([]);
      expect(recorded({ milestones: [done] }, { milestones: [undated] })).toEqual([]);
      expect(recorded({ milestones: [alpha] }, { milestones: [{ ...alpha, due: '2026-09-01' }] }, { milestones: [undated] })).toEqual([]);
    });

    it('stays as it was: the title of a milestone without a release', () => {
      expect(recorded({ milestones: [alpha] }, { milestones: [{ key: 'alpha', due: alpha.due }] })).toEqual([]);
    });

    it('stays as it was: the title, the unit, the owner and the status of an initiative', () => {
      for (const becomes of ['ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED'] as const)
        expect(recorded({ becomes, milestones: [done] }, { ...silent, milestones: [done] })).toEqual([]);
    });

    it('is as a new initiative begins where there was nothing before', () => {
      const command = {
        type: 'RecordStatusLine',
        data: { programId: PROGRAM_ID, initiativeId, line: { ...said, milestones: [{ key: 'new' }] } },
      } as const;
      expect(initiativeSpec.given([]).when(command).decision).toEqual([
        { type: 'InitiativeLaunched', data: { pillar: 'PROCESS', title: 'KEP-1', weight: 1 } },
      ]);
    });

    it('is not what null says, nor what is said beside it', () => {
      expect(types(recorded({}, { owner: null }))).toEqual(['OwnerAssigned']);
      expect(types(recorded({}, { unit: null }))).toEqual(['InitiativeMoved']);
      expect(types(recorded({ milestones: [done] }, { milestones: [alpha] }))).toEqual(['MilestoneReopened']);
      expect(types(recorded({ milestones: [alpha] }, { milestones: [{ key: 'alpha', achieved: '2026-02-28' }] }))).toEqual([
        'MilestoneAchieved',
      ]);
      expect(types(recorded({ milestones: [alpha] }, { milestones: [] }))).toEqual(['MilestoneDescoped']);
    });

    it('is no withdrawal: a milestone that is named again without a date is restored', () => {
      expect(types(recorded({ milestones: [alpha] }, { milestones: [] }, { milestones: [{ key: 'alpha' }] }))).toEqual([
        'MilestoneRestored',
      ]);
    });

    it('leaves nothing open in an implemented initiative', () => {
      const implemented = { becomes: 'COMPLETED' as const, milestones: [{ key: 'alpha' }] };
      expect(types(recorded({ milestones: [alpha] }, implemented))).toEqual(['MilestoneDescoped', 'InitiativeCompleted']);
      expect(recorded({ milestones: [alpha] }, implemented, implemented)).toEqual([]);
      expect(types(recorded({ milestones: [done] }, implemented))).toEqual(['InitiativeCompleted']);
    });
  });

  it('takes another spelling of the same status as no change', () => {
    expect(recorded({ status: 'provisional' }, { status: 'implementable' })).toEqual([]);
    expect(mappedKey({ ...base, status: 'implementable' })).toBe(mappedKey(base));
    expect(mappedKey({ ...base, becomes: 'PAUSED' })).not.toBe(mappedKey(base));
    expect(mappedKey({ ...base, milestones: [alpha, beta] })).toBe(mappedKey({ ...base, milestones: [beta, alpha] }));
  });

  it('refuses the future, too many milestones, and a program closed, missing or another', () => {
    const command = (line: Partial<StatusLine>, programId = PROGRAM_ID) =>
      ({ type: 'RecordStatusLine', data: { programId, initiativeId, line: { ...base, ...line } } }) as const;
    const first = initiativeSpec.given([]);
    first
      .when(command({ milestones: [alpha, { ...beta, achieved: '2026-06-02' }] }))
      .refused('DATE_IN_FUTURE', 'milestones', '1', 'achieved');
    first.when(command({}), { program: closedProgram }).refused('PROGRAM_CLOSED', 'programId');
    first.when(command({}), { program: noProgram }).refused('PROGRAM_NOT_FOUND', 'programId');
    const many = (prefix: string) => Array.from({ length: 300 }, (_, i) => ({ ...alpha, key: `${prefix}${i}` }));
    initiativeSpec
      .given(recorded({ milestones: many('a') }))
      .when(command({ milestones: many('b') }))
      .refused('TOO_MANY_MILESTONES', 'milestones');
    initiativeSpec.given(recorded({})).when(command({}, initiativeId)).refused('INITIATIVE_OF_OTHER_PROGRAM', 'initiative');
  });
});

/** The state of a line's initiative in the shape of the line. */
function shown(state: InitiativeState, today: string) {
  const milestones = state.milestones
    .filter((milestone) => state.status === 'COMPLETED' || !isDescoped(milestone))
    .map((milestone) => ({ title: milestone.title, due: milestone.forecast, achieved: standingAchievement(milestone)?.on }));
  return { title: state.title, unit: state.unit, pillar: pillarOf(state), becomes: state.status, owner: ownerOn(state, today), milestones };
}

const byTitle = (a: { title?: string | undefined }, b: { title?: string | undefined }) => (a.title! < b.title! ? -1 : 1);

/** Folds the lines of a file through the decider. @returns the types of all facts */
function foldFile(path: string): readonly string[] {
  const states = new Map<string, Initiative>();
  const seen: string[] = [];
  for (const text of readFileSync(path, 'utf8').trim().split('\n')) {
    const read = readHistoryLine(JSON.parse(text));
    if ('refused' in read || read.kind !== 'status') throw new Error(`${text}: ${JSON.stringify(read)}`);
    const { line, at, actor } = read;
    const initiativeId = uuidFrom(PROGRAM_ID, 'initiative', line.key);
    const ids = { programId: PROGRAM_ID, initiativeId };
    const circumstances = { actor, commandId: initiativeId, occurredAt: at, today: at.slice(0, 10), importedFrom: path };
    const command = { type: 'RecordStatusLine', data: { ...ids, line } } as const;
    const decision = decide(command, states.get(line.key) ?? noInitiative, activeProgram, circumstances);
    if (isRefusal(decision)) throw new Error(`${text}: ${decision.refused}`);
    const state = foresee(states.get(line.key) ?? noInitiative, decision, ids, circumstances) as InitiativeState;
    states.set(line.key, state);
    seen.push(...decision.map((fact) => fact.type));

    const { key: _key, status: _status, milestones, ...rest } = line;
    const found = shown(state, circumstances.today);
    const left = new Set(milestones.map((milestone) => milestone.title));
    expect({
      ...found,
      milestones: found.milestones.filter((m) => state.status !== 'COMPLETED' || left.has(m.title)).sort(byTitle),
    }).toEqual({
      ...rest,
      milestones: milestones.map(({ title, due, achieved }) => ({ title, due, achieved })).sort(byTitle),
    });
    expect(decide(command, state, activeProgram, circumstances)).toEqual([]);
  }
  return seen;
}

describe('a real history', () => {
  it('shows after each line exactly its snapshot, and is quiet about the same line again', () => {
    const seen = new Set(foldFile('test/support/kubernetes-excerpt.ndjson'));
    for (const type of [
      'InitiativeReopened',
      'InitiativeRetitled',
      'InitiativeMoved',
      'OwnerAssigned',
      'MilestoneRestored',
      'MilestoneReopened',
      'MilestoneRescheduled',
      'MilestoneDescoped',
      'InitiativePaused',
      'InitiativeCancelled',
      'InitiativeCompleted',
    ])
      expect(seen).toContain(type);
  });
});
