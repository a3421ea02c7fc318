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
  it('pauses with or without an end date, and changes the end date of a pause', () => {
    given().when(pause()).then([paused()]);
    given()
      .when(pause('2026-09-01'))
      .then([paused('2026-09-01')]);
    given(paused())
      .when(pause('2026-09-01'))
      .then([paused('2026-09-01')]);
  });
  it('refuses an end that is no date', () => given().when(pause('x')).refused('DATE_INVALID', 'until'));
  it('refuses an end before today, except from an import', () => {
    given().when(pause('2026-05-31')).refused('PAUSE_ENDS_IN_PAST', 'until');
    expect(initiativeSpec.outcome(LAUNCHED, pause('2026-05-31'), { importedFrom: 'history' })).toEqual(['InitiativePaused']);
    given()
      .when(pause('2026-06-01'))
      .then([paused('2026-06-01')]);
  });
  it('refuses to pause an initiative that has ended', () => {
    given(completed).when(pause()).refused('INITIATIVE_COMPLETED', 'initiativeId');
    given(cancelled).when(pause()).refused('INITIATIVE_CANCELLED', 'initiativeId');
  });
  it('records nothing where the initiative is paused to the same end date', () =>
    given(paused('2026-09-01')).when(pause('2026-09-01')).then([]));
  it('lets milestones be achieved during a pause', () =>
    expect(
      initiativeSpec.outcome([...LAUNCHED, planned(M1), paused()], {
        type: 'AchieveMilestone',
        data: { initiativeId, milestoneId: M1, achievedOn: '2026-05-01' },
      }),
    ).toEqual(['MilestoneAchieved']));
});

describe('ResumeInitiative', () => {
  it('resumes a paused initiative', () =>
    given(paused())
      .when(resume)
      .then([{ type: 'InitiativeResumed', data: {} }]));
  it('refuses to resume a cancelled initiative', () => given(cancelled).when(resume).refused('INITIATIVE_CANCELLED', 'initiativeId'));
  it('records nothing where the initiative is not paused', () =>
    given(paused(), { type: 'InitiativeResumed', data: {} }).when(resume).then([]));
});

describe('CompleteInitiative', () => {
  it('completes an initiative whose every milestone is achieved or descoped, also a paused one', () => {
    const done: InitiativeEvent[] = [{ type: 'InitiativeCompleted', data: { note: 'well' } }];
    given().when(complete).then(done);
    given(planned(M1), achieved(M1), planned(M2), descoped(M2)).when(complete).then(done);
    given(paused()).when(complete).then(done);
  });
  it('refuses to complete an initiative with an open milestone', () =>
    given(planned(M1), achieved(M1), planned(M2)).when(complete).refused('OPEN_MILESTONES', 'initiativeId'));
  it('refuses to complete a cancelled initiative', () => given(cancelled).when(complete).refused('INITIATIVE_CANCELLED', 'initiativeId'));
  it('records nothing where the initiative is already completed', () => given(completed).when(complete).then([]));
});

describe('CancelInitiative', () => {
  it('cancels an initiative with an open milestone', () => given(planned(M1)).when(cancel).then([cancelled]));
  it('refuses to cancel a completed initiative', () => given(completed).when(cancel).refused('INITIATIVE_COMPLETED', 'initiativeId'));
  it('refuses an empty reason', () =>
    given()
      .when({ type: 'CancelInitiative', data: { initiativeId, reason: '' } })
      .refused('TEXT_EMPTY', 'reason'));
  it('records nothing where the initiative is already cancelled', () => given(cancelled).when(cancel).then([]));
});

describe('ReopenInitiative', () => {
  it('reopens a cancelled and a completed initiative', () => {
    given(cancelled).when(reopen).then([initiativeReopened]);
    given(completed).when(reopen).then([initiativeReopened]);
  });
  it('refuses while the program is closed', () =>
    given(completed).when(reopen, { program: closedProgram }).refused('PROGRAM_CLOSED', 'programId'));
  it('records nothing where the initiative has not ended', () => {
    given().when(reopen).then([]);
    given(paused()).when(reopen).then([]);
  });
  it('lets a reopened initiative be cancelled again', () =>
    expect(initiativeSpec.outcome([...LAUNCHED, cancelled, initiativeReopened], cancel)).toEqual(['InitiativeCancelled']));
});
