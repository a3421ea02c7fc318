import { describe, expect, it } from '@jest/globals';
import {
  achieved,
  cancelled,
  completed,
  descoped,
  given,
  initiativeId,
  initiativeReopened,
  initiativeSpec,
  LAUNCHED,
  M1,
  M2,
  planned,
} from '../testing/initiative-history.js';
import { closedProgram } from '../testing/program-history.js';
import type { InitiativeCommand } from './commands.js';
import type { InitiativeEvent } from './events.js';

const paused = (until?: string): InitiativeEvent => ({ type: 'InitiativePaused', data: { reason: 'r', ...(until ? { until } : {}) } });
const pause = (until?: string): InitiativeCommand => ({ type: 'PauseInitiative', data: { initiativeId, reason: 'r', until } });
const resume: InitiativeCommand = { type: 'ResumeInitiative', data: { initiativeId } };
const complete: InitiativeCommand = { type: 'CompleteInitiative', data: { initiativeId, note: 'well' } };
const cancel: InitiativeCommand = { type: 'CancelInitiative', data: { initiativeId, reason: 'r' } };
const reopen: InitiativeCommand = { type: 'ReopenInitiative', data: { initiativeId, reason: 'r' } };

describe('PauseInitiative', () => {
  it('allows, with or without an end, and another end', () => {
    given().when(pause()).then([paused()]);
    given()
      .when(pause('2026-09-01'))
      .then([paused('2026-09-01')]);
    given(paused())
      .when(pause('2026-09-01'))
      .then([paused('2026-09-01')]);
  });
  it('refuses', () => {
    given().when(pause('x')).refused('DATE_INVALID', 'until');
    given().when(pause('2026-05-31')).refused('PAUSE_ENDS_IN_PAST', 'until');
    expect(initiativeSpec.outcome(LAUNCHED, pause('2026-05-31'), { importedFrom: 'history' })).toEqual(['InitiativePaused']);
    given()
      .when(pause('2026-06-01'))
      .then([paused('2026-06-01')]);
    given(completed).when(pause()).refused('INITIATIVE_COMPLETED', 'initiativeId');
    given(cancelled).when(pause()).refused('INITIATIVE_CANCELLED', 'initiativeId');
  });
  it('stays quiet', () => given(paused('2026-09-01')).when(pause('2026-09-01')).then([]));
  it('stops no work', () =>
    expect(
      initiativeSpec.outcome([...LAUNCHED, planned(M1), paused()], {
        type: 'AchieveMilestone',
        data: { initiativeId, milestoneId: M1, achievedOn: '2026-05-01' },
      }),
    ).toEqual(['MilestoneAchieved']));
});

describe('ResumeInitiative', () => {
  it('allows', () =>
    given(paused())
      .when(resume)
      .then([{ type: 'InitiativeResumed', data: {} }]));
  it('refuses', () => given(cancelled).when(resume).refused('INITIATIVE_CANCELLED', 'initiativeId'));
  it('stays quiet', () => given(paused(), { type: 'InitiativeResumed', data: {} }).when(resume).then([]));
});

describe('CompleteInitiative', () => {
  it('allows where every milestone is achieved or withdrawn, also while paused', () => {
    const done: InitiativeEvent[] = [{ type: 'InitiativeCompleted', data: { note: 'well' } }];
    given().when(complete).then(done);
    given(planned(M1), achieved(M1), planned(M2), descoped(M2)).when(complete).then(done);
    given(paused()).when(complete).then(done);
  });
  it('refuses', () => {
    given(planned(M1), achieved(M1), planned(M2)).when(complete).refused('OPEN_MILESTONES', 'initiativeId');
    given(cancelled).when(complete).refused('INITIATIVE_CANCELLED', 'initiativeId');
  });
  it('stays quiet', () => given(completed).when(complete).then([]));
});

describe('CancelInitiative', () => {
  it('allows', () => given(planned(M1)).when(cancel).then([cancelled]));
  it('refuses', () => {
    given(completed).when(cancel).refused('INITIATIVE_COMPLETED', 'initiativeId');
    given()
      .when({ type: 'CancelInitiative', data: { initiativeId, reason: '' } })
      .refused('TEXT_EMPTY', 'reason');
  });
  it('stays quiet', () => given(cancelled).when(cancel).then([]));
});

describe('ReopenInitiative', () => {
  it('allows', () => {
    given(cancelled).when(reopen).then([initiativeReopened]);
    given(completed).when(reopen).then([initiativeReopened]);
  });
  it('refuses while the program is closed', () =>
    given(completed).when(reopen, { program: closedProgram }).refused('PROGRAM_CLOSED', 'programId'));
  it('stays quiet', () => {
    given().when(reopen).then([]);
    given(paused()).when(reopen).then([]);
  });
  it('lets work go on', () =>
    expect(initiativeSpec.outcome([...LAUNCHED, cancelled, initiativeReopened], cancel)).toEqual(['InitiativeCancelled']));
});
