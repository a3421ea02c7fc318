import { describe, expect, it } from '@jest/globals';
import { on } from '#testing/event-sourcing/given-when-then.js';
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
  R1,
  R2,
  rescheduled,
  restored,
} from '../../testing/initiative-history.js';
import { CHARTERED, programSpec } from '../../testing/program-history.js';
import type { InitiativeCommand } from '../commands.js';
import type { InitiativeEvent, RebaselineChange } from '../events.js';
import { baselineOf, type InitiativeState, isReleased } from '../state.js';

const propose = (id = R1, reason = 'r'): InitiativeCommand => ({ type: 'ProposeRebaseline', data: { initiativeId, id, reason } });
const approve = (rebaselineId = R1): InitiativeCommand => ({ type: 'ApproveRebaseline', data: { initiativeId, rebaselineId, note: 'ok' } });
const reject = (rebaselineId = R1): InitiativeCommand => ({ type: 'RejectRebaseline', data: { initiativeId, rebaselineId, reason: 'no' } });
const proposed = (changes: RebaselineChange[], rebaselineId = R1): InitiativeEvent => ({
  type: 'RebaselineProposed',
  data: { rebaselineId, reason: 'r', changes },
});
const approved = (changes: RebaselineChange[]): InitiativeEvent => ({
  type: 'RebaselineApproved',
  data: { rebaselineId: R1, note: 'ok', changes },
});
const later: RebaselineChange = { milestoneId: M1, from: '2026-05-01', to: '2026-08-01' };
const released: RebaselineChange = { milestoneId: M1, from: '2026-05-01', to: null };
const slipped = [planned(M1), rescheduled(M1, '2026-08-01')];
const stateAfter = (...events: (InitiativeEvent | ReturnType<typeof on<InitiativeEvent>>)[]) =>
  initiativeSpec.state([...LAUNCHED, ...events]) as InitiativeState;

describe('ProposeRebaseline', () => {
  it('lists what is open and forecast otherwise than promised', () =>
    given(...slipped, planned(M2))
      .when(propose())
      .then([proposed([later])]));

  it('leaves achieved ones alone', () =>
    given(...slipped, achieved(M1))
      .when(propose())
      .refused('NOTHING_TO_REBASELINE', 'initiativeId'));

  it('releases a withdrawn one that is still due: withdrawn on or after its baseline', () => {
    const withdrawn = (day: string, event = descoped(M1)) => initiativeSpec.given([...LAUNCHED, ...slipped, on(day, event)]);
    withdrawn('2026-05-01')
      .when(propose())
      .then([proposed([released])]);
    withdrawn('2026-05-20')
      .when(propose())
      .then([proposed([released])]);
    withdrawn('2026-04-30').when(propose()).refused('NOTHING_TO_REBASELINE', 'initiativeId');
    withdrawn('2026-05-20', cancelled)
      .when(propose())
      .then([proposed([released])]);
  });

  it('takes the earlier of the two withdrawals', () =>
    initiativeSpec
      .given([...LAUNCHED, ...slipped, on('2026-04-30', descoped(M1)), on('2026-05-20', cancelled)])
      .when(propose())
      .refused('NOTHING_TO_REBASELINE', 'initiativeId'));

  it('owes nothing after the program entered a phase on a later day, by the entry’s own date', () => {
    const entered = (day: string) => programSpec.state([...CHARTERED, { type: 'PhaseEntered', data: { phase: 'DESIGN', on: day } }]);
    const withdrawn = initiativeSpec.given([...LAUNCHED, ...slipped, on('2026-05-20', descoped(M1))]);
    withdrawn.when(propose(), { program: entered('2026-05-20') }).then([proposed([released])]);
    withdrawn.when(propose(), { program: entered('2026-05-21') }).refused('NOTHING_TO_REBASELINE', 'initiativeId');
  });

  it('knows no gate that is still to come', () => {
    const ahead = programSpec.state([CHARTERED[0]!, { type: 'PhaseEntered', data: { phase: 'INITIATE', on: '2026-07-01' } }]);
    initiativeSpec
      .given([...LAUNCHED, ...slipped, on('2026-05-20', descoped(M1))])
      .when(propose(), { program: ahead })
      .then([proposed([released])]);
  });

  it('releases once, until it counts again', () => {
    const once = [...slipped, descoped(M1), proposed([released]), approved([released])];
    given(...once)
      .when(propose(R2))
      .refused('NOTHING_TO_REBASELINE', 'initiativeId');
    given(...once, restored(M1), descoped(M1))
      .when(propose(R2))
      .then([proposed([released], R2)]);
    const cancelledOnce = [...slipped, cancelled, proposed([released]), approved([released])];
    expect(isReleased(stateAfter(...cancelledOnce).milestones[0]!)).toBe(true);
    expect(isReleased(stateAfter(...cancelledOnce, initiativeReopened).milestones[0]!)).toBe(false);
  });

  it('may be made on an ended initiative', () => {
    given(...slipped, descoped(M1), completed)
      .when(propose())
      .then([proposed([released])]);
    given(...slipped, cancelled)
      .when(propose())
      .then([proposed([released])]);
  });

  it('refuses a proposal where no forecast differs from its baseline', () =>
    given().when(propose()).refused('NOTHING_TO_REBASELINE', 'initiativeId'));
  it('refuses a malformed id and an empty reason', () => {
    given(...slipped)
      .when(propose('x'))
      .refused('ID_INVALID', 'id');
    given(...slipped)
      .when(propose(R1, ''))
      .refused('TEXT_EMPTY', 'reason');
  });
  it('refuses a second proposal of the same id', () =>
    given(...slipped, proposed([later]))
      .when(propose())
      .refused('REBASELINE_ALREADY_PROPOSED', 'id'));

  it('supersedes the proposal before it', () => {
    const states = stateAfter(...slipped, proposed([later]), proposed([later], R2)).rebaselines.map(({ state }) => state);
    expect(states).toEqual(['SUPERSEDED', 'PENDING']);
  });
});

describe('ApproveRebaseline', () => {
  const pending = given(...slipped, proposed([later]));
  it('lets a second person approve, and copies the forecast to the baseline', () => {
    pending.when(approve(), { actor: 'boss' }).then([approved([later])]);
    const [milestone] = stateAfter(...slipped, proposed([later]), approved([later])).milestones;
    expect(baselineOf(milestone!)).toBe('2026-08-01');
    expect(milestone!.baselines.map(({ date, rebaselineId }) => [date, rebaselineId])).toEqual([
      ['2026-05-01', undefined],
      ['2026-08-01', R1],
    ]);
  });
  it('refuses approval by the proposer: it takes a second person', () =>
    pending.when(approve()).refused('SECOND_PERSON_REQUIRED', 'rebaselineId'));
  it('refuses a proposal that is unknown, decided or superseded', () => {
    pending.when(approve(R2), { actor: 'boss' }).refused('REBASELINE_NOT_FOUND', 'rebaselineId');
    given(...slipped, proposed([later]), approved([later]))
      .when(approve(), { actor: 'boss' })
      .refused('REBASELINE_ALREADY_DECIDED', 'rebaselineId');
    given(...slipped, proposed([later]), rescheduled(M1, '2026-09-01', '2026-08-01'))
      .when(approve(), { actor: 'boss' })
      .refused('REBASELINE_SUPERSEDED', 'rebaselineId');
  });
  it('may be decided on an ended initiative', () =>
    given(...slipped, cancelled, proposed([released]))
      .when(approve(), { actor: 'boss' })
      .then([approved([released])]));
});

describe('RejectRebaseline', () => {
  const rejected: InitiativeEvent = { type: 'RebaselineRejected', data: { rebaselineId: R1, reason: 'no' } };
  it('lets the proposer reject too', () =>
    given(...slipped, proposed([later]))
      .when(reject())
      .then([rejected]));
  it('refuses a proposal that is unknown or decided', () => {
    given(...slipped)
      .when(reject())
      .refused('REBASELINE_NOT_FOUND', 'rebaselineId');
    given(...slipped, proposed([later]), rejected)
      .when(reject())
      .refused('REBASELINE_ALREADY_DECIDED', 'rebaselineId');
  });
});

describe('a pending proposal', () => {
  const stateOf = (...events: InitiativeEvent[]) => stateAfter(...slipped, planned(M2), proposed([later]), ...events).rebaselines[0]!.state;
  it('is superseded by any change to a listed milestone', () => {
    for (const change of [
      rescheduled(M1, '2026-09-01'),
      achieved(M1),
      descoped(M1),
      cancelled,
      { type: 'MilestoneReweighed', data: { milestoneId: M1, weight: 2, reason: 'r' } },
      { type: 'MilestoneRetitled', data: { milestoneId: M1, title: 'T' } },
    ] satisfies InitiativeEvent[])
      expect([change.type, stateOf(change)]).toEqual([change.type, 'SUPERSEDED']);
  });
  it('stands whatever happens to others, and when the forecast is confirmed', () => {
    for (const change of [
      rescheduled(M2, '2026-09-01'),
      achieved(M2),
      { type: 'ForecastConfirmed', data: { milestoneId: M1, forecast: '2026-08-01' } },
      { type: 'InitiativePaused', data: { reason: 'r' } },
    ] satisfies InitiativeEvent[])
      expect([change.type, stateOf(change)]).toEqual([change.type, 'PENDING']);
  });
  it('that releases is superseded by restoring or reopening', () => {
    const release = (...events: InitiativeEvent[]) => stateAfter(...slipped, ...events).rebaselines[0]!.state;
    expect(release(descoped(M1), proposed([released]), restored(M1))).toBe('SUPERSEDED');
    expect(release(cancelled, proposed([released]), initiativeReopened)).toBe('SUPERSEDED');
    expect(release(descoped(M1), proposed([released]), cancelled)).toBe('PENDING');
    expect(release(descoped(M1), cancelled, proposed([released]), initiativeReopened)).toBe('PENDING');
  });
});
