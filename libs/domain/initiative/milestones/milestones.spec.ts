import { describe, expect, it } from '@jest/globals';
import {
  achieved,
  cancelled,
  descoped,
  given,
  initiativeId,
  initiativeSpec,
  LAUNCHED,
  M1,
  M2,
  M3,
  R1,
  planned,
  reopened,
  rescheduled,
  restored,
} from '../../testing/initiative-history.js';
import type { AchieveChange, InitiativeCommand, NewMilestone, RescheduleChange, UpdateMilestones } from '../commands.js';
import { addDays } from '../../calendar.js';
import { POLICY, STARTS_ON } from '../../testing/program-history.js';
import type { InitiativeEvent } from '../events.js';
import type { InitiativeState } from '../state.js';

const milestoneId = M1;
const TODAY = '2026-06-01';
const imported = { importedFrom: 'history' };

describe('PlanMilestone', () => {
  const plan = (data: Partial<NewMilestone> = {}): InitiativeCommand => ({
    type: 'PlanMilestone',
    data: { initiativeId, id: M1, title: 'Desk', due: '2026-05-01', ...data },
  });
  it('takes a due date from the start of the program on, past ones too', () => {
    given()
      .when(plan())
      .then([planned(M1)]);
    given()
      .when(plan({ due: STARTS_ON, weight: 4 }))
      .then([{ type: 'MilestonePlanned', data: { milestoneId, title: 'Desk', due: STARTS_ON, weight: 4 } }]);
  });
  it('refuses a due date before the start of the program, except from an import', () => {
    given()
      .when(plan({ due: '2025-12-31' }))
      .refused('DUE_BEFORE_START', 'due');
    expect(initiativeSpec.outcome(LAUNCHED, plan({ due: '2025-12-31' }), imported)).toEqual(['MilestonePlanned']);
  });
  it('warns of a due date that has passed, except from an import', () => {
    given()
      .when(plan({ due: TODAY }))
      .warned();
    given()
      .when(plan({ due: '2026-05-31' }))
      .warned(['DUE_IN_PAST', 'due']);
    given()
      .when(plan({ due: '2026-05-31' }), imported)
      .warned();
  });
  it('warns of a due date more than a year after the planned end of the program', () => {
    given()
      .when(plan({ due: '2028-12-30' }))
      .warned();
    given()
      .when(plan({ due: '2028-12-31' }))
      .warned(['DUE_LONG_AFTER_END', 'due']);
    given()
      .when(plan({ due: '2028-12-31' }), imported)
      .warned();
  });
  it('refuses a second milestone of the same id', () => given(planned(M1)).when(plan()).refused('MILESTONE_ALREADY_PLANNED', 'id'));
  it('refuses a weight or a due date out of range', () => {
    given()
      .when(plan({ weight: 1e308 }))
      .refused('WEIGHT_INVALID', 'weight');
    given()
      .when(plan({ due: '0000-01-01' }))
      .refused('DATE_INVALID', 'due');
  });
  it('refuses a milestone beyond the 500th', () => {
    const full = Array.from({ length: 500 }, (_, i) => planned(`m${i}`));
    given(...full)
      .when(plan())
      .refused('TOO_MANY_MILESTONES', 'initiativeId');
  });
  it('refuses a milestone of a cancelled initiative', () => given(cancelled).when(plan()).refused('INITIATIVE_CANCELLED', 'initiativeId'));
});

describe('RetitleMilestone', () => {
  const retitle = (title: string, id = M1): InitiativeCommand => ({
    type: 'RetitleMilestone',
    data: { initiativeId, milestoneId: id, title },
  });
  it('records another title', () =>
    given(planned(M1))
      .when(retitle('T'))
      .then([{ type: 'MilestoneRetitled', data: { milestoneId, title: 'T' } }]));
  it('refuses a milestone that was never planned', () =>
    given(planned(M1)).when(retitle('T', M2)).refused('MILESTONE_NOT_FOUND', 'milestoneId'));
  it('refuses a title of more than 200 characters', () =>
    given(planned(M1))
      .when(retitle('T'.repeat(201)))
      .refused('TEXT_TOO_LONG', 'title'));
  it('records nothing for the same title', () => given(planned(M1)).when(retitle('Desk')).then([]));
});

describe('ReweighMilestone', () => {
  const reweigh = (weight: number): InitiativeCommand => ({
    type: 'ReweighMilestone',
    data: { initiativeId, milestoneId, weight, reason: 'r' },
  });
  it('records another weight with its reason', () =>
    given(planned(M1))
      .when(reweigh(2))
      .then([{ type: 'MilestoneReweighed', data: { milestoneId, weight: 2, reason: 'r' } }]));
  it('refuses a negative weight', () => given(planned(M1)).when(reweigh(-2)).refused('WEIGHT_INVALID', 'weight'));
  it('records nothing for the same weight', () => given(planned(M1)).when(reweigh(1)).then([]));
});

describe('RescheduleMilestone', () => {
  const reschedule = (data: Partial<RescheduleChange> = {}): InitiativeCommand => ({
    type: 'RescheduleMilestone',
    data: { initiativeId, milestoneId, forecast: '2026-08-01', reasonCode: 'VENDOR', reason: 'r', ...data },
  });
  it('moves the forecast later or earlier, from the one that stood', () => {
    given(planned(M1))
      .when(reschedule())
      .then([rescheduled(M1, '2026-08-01')]);
    given(planned(M1), rescheduled(M1, '2026-08-01'))
      .when(reschedule({ forecast: '2026-06-15' }))
      .then([rescheduled(M1, '2026-06-15', '2026-08-01')]);
  });
  it('names what it waits for, here or in another initiative', () => {
    const blockedBy = { initiativeId, milestoneId: M2 };
    const blocked: InitiativeEvent = {
      type: 'MilestoneRescheduled',
      data: { milestoneId, from: '2026-05-01', forecast: '2026-08-01', reasonCode: 'DEPENDENCY', reason: 'r', blockedBy },
    };
    given(planned(M1), planned(M2))
      .when(reschedule({ reasonCode: 'DEPENDENCY', blockedBy }))
      .then([blocked]);
    const elsewhere = { initiativeId: M3, milestoneId: M3 };
    expect(initiativeSpec.outcome([...LAUNCHED, planned(M1)], reschedule({ blockedBy: elsewhere }))).toEqual(['MilestoneRescheduled']);
  });
  it('refuses a milestone that is achieved, descoped or was never planned', () => {
    given(planned(M1), achieved(M1)).when(reschedule()).refused('MILESTONE_ALREADY_ACHIEVED', 'milestoneId');
    given(planned(M1), descoped(M1)).when(reschedule()).refused('MILESTONE_DESCOPED', 'milestoneId');
    given().when(reschedule()).refused('MILESTONE_NOT_FOUND', 'milestoneId');
  });
  it('refuses an empty reason, an unknown reason code and a forecast out of range', () => {
    given(planned(M1))
      .when(reschedule({ reason: '' }))
      .refused('TEXT_EMPTY', 'reason');
    given(planned(M1))
      .when(reschedule({ reasonCode: 'MOON' as 'VENDOR' }))
      .refused('REASON_CODE_UNKNOWN', 'reasonCode');
    given(planned(M1))
      .when(reschedule({ forecast: '9999-01-01' }))
      .refused('DATE_INVALID', 'forecast');
  });
  it('refuses a blocker that is the milestone itself, was never planned here, or has a malformed id', () => {
    given(planned(M1))
      .when(reschedule({ blockedBy: { initiativeId, milestoneId } }))
      .refused('BLOCKED_BY_ITSELF', 'blockedBy');
    given(planned(M1))
      .when(reschedule({ blockedBy: { initiativeId, milestoneId: M2 } }))
      .refused('MILESTONE_NOT_FOUND', 'blockedBy', 'milestoneId');
    given(planned(M1))
      .when(reschedule({ blockedBy: { initiativeId: 'x', milestoneId } }))
      .refused('ID_INVALID', 'blockedBy', 'initiativeId');
  });
  it('takes today for a forecast, and nothing before it: a day that is over promises nothing', () => {
    expect(initiativeSpec.outcome([...LAUNCHED, planned(M1)], reschedule({ forecast: TODAY }))).toEqual(['MilestoneRescheduled']);
    given(planned(M1))
      .when(reschedule({ forecast: '2026-05-31' }))
      .refused('FORECAST_IN_PAST', 'forecast');
  });
  it('takes what happened from an import', () =>
    given(planned(M1))
      .when(reschedule({ forecast: '2026-02-01', reasonCode: 'UNKNOWN' }), imported)
      .then([
        {
          type: 'MilestoneRescheduled',
          data: { milestoneId, from: '2026-05-01', forecast: '2026-02-01', reasonCode: 'UNKNOWN', reason: 'r' },
        },
      ]));
  it('keeps the code UNKNOWN for imports: whoever moves a date today knows why', () =>
    given(planned(M1))
      .when(reschedule({ reasonCode: 'UNKNOWN' }))
      .refused('REASON_CODE_OF_IMPORTS', 'reasonCode'));
  it('records a new reason for the date that stands, with a warning, and the same one no second time', () => {
    const again = reschedule({ forecast: '2026-08-01', reason: 'still the vendor' });
    const noted = {
      ...rescheduled(M1, '2026-08-01', '2026-08-01'),
      data: { milestoneId, from: '2026-08-01', forecast: '2026-08-01', reasonCode: 'VENDOR', reason: 'still the vendor' },
    } as InitiativeEvent;
    const moved = given(planned(M1), rescheduled(M1, '2026-08-01'));
    moved.when(again).then([noted]);
    moved.when(again).warned(['FORECAST_UNCHANGED', 'forecast']);
    given(planned(M1), rescheduled(M1, '2026-08-01'), noted).when(again).then([]);
    moved.when(reschedule()).then([]);
  });
  it('names another blocker for the date that stands', () => {
    const blockedBy = { initiativeId, milestoneId: M2 };
    const history = [...LAUNCHED, planned(M1), planned(M2), rescheduled(M1, '2026-08-01')];
    expect(initiativeSpec.outcome(history, reschedule({ blockedBy }))).toEqual(['MilestoneRescheduled']);
  });
  it('leaves a proposed re-baseline as it is when it only notes a reason', () => {
    const proposed: InitiativeEvent = {
      type: 'RebaselineProposed',
      data: { rebaselineId: R1, reason: 'r', changes: [{ milestoneId, from: '2026-05-01', to: '2026-08-01' }] },
    };
    const history = [...LAUNCHED, planned(M1), rescheduled(M1, '2026-08-01'), proposed];
    const stateOf = (...more: InitiativeEvent[]) => (initiativeSpec.state([...history, ...more]) as InitiativeState).rebaselines[0]!.state;
    expect(stateOf(rescheduled(M1, '2026-08-01', '2026-08-01'))).toBe('PENDING');
    expect(stateOf(rescheduled(M1, '2026-09-01', '2026-08-01'))).toBe('SUPERSEDED');
  });
  it('warns of a forecast more than a year after the planned end of the program', () => {
    given(planned(M1))
      .when(reschedule({ forecast: '2028-12-30' }))
      .warned();
    given(planned(M1))
      .when(reschedule({ forecast: '2028-12-31' }))
      .warned(['FORECAST_LONG_AFTER_END', 'forecast']);
  });
});

describe('ConfirmForecast', () => {
  const confirm = (note?: string): InitiativeCommand => ({ type: 'ConfirmForecast', data: { initiativeId, milestoneId, note } });
  it('records the same forecast each time it is confirmed: silence is not the same', () => {
    const confirmed: InitiativeEvent = { type: 'ForecastConfirmed', data: { milestoneId, forecast: TODAY } };
    given(planned(M1, TODAY)).when(confirm()).then([confirmed]);
    given(planned(M1, TODAY), confirmed)
      .when(confirm('sure'))
      .then([{ type: 'ForecastConfirmed', data: { milestoneId, forecast: TODAY, note: 'sure' } }]);
  });
  it('refuses a milestone that is achieved, descoped or overdue; an overdue one is taken from an import', () => {
    given(planned(M1), achieved(M1)).when(confirm()).refused('MILESTONE_ALREADY_ACHIEVED', 'milestoneId');
    given(planned(M1), descoped(M1)).when(confirm()).refused('MILESTONE_DESCOPED', 'milestoneId');
    given(planned(M1, '2026-05-31')).when(confirm()).refused('FORECAST_IS_PAST', 'milestoneId');
    expect(initiativeSpec.outcome([...LAUNCHED, planned(M1, '2026-05-31')], confirm(), imported)).toEqual(['ForecastConfirmed']);
  });
});

describe('AchieveMilestone', () => {
  const achieve = (data: Partial<AchieveChange> = {}): InitiativeCommand => ({
    type: 'AchieveMilestone',
    data: { initiativeId, milestoneId, achievedOn: '2026-04-30', ...data },
  });
  it('takes a date up to today, with evidence or without', () => {
    given(planned(M1))
      .when(achieve())
      .then([achieved(M1)]);
    given(planned(M1))
      .when(achieve({ achievedOn: '2026-06-01', evidence: 'e' }))
      .then([{ type: 'MilestoneAchieved', data: { milestoneId, on: '2026-06-01', evidence: 'e' } }]);
    given(planned(M1), achieved(M1), reopened(M1))
      .when(achieve())
      .then([achieved(M1)]);
    given(planned(M1), descoped(M1), restored(M1))
      .when(achieve())
      .then([achieved(M1)]);
  });
  it('refuses a date after today', () =>
    given(planned(M1))
      .when(achieve({ achievedOn: '2026-06-02' }))
      .refused('DATE_IN_FUTURE', 'achievedOn'));
  it('refuses evidence of more than 4000 characters', () =>
    given(planned(M1))
      .when(achieve({ evidence: 'e'.repeat(4001) }))
      .refused('TEXT_TOO_LONG', 'evidence'));
  it('refuses a milestone that is achieved, descoped or was never planned', () => {
    given(planned(M1), achieved(M1)).when(achieve()).refused('MILESTONE_ALREADY_ACHIEVED', 'milestoneId');
    given(planned(M1), descoped(M1)).when(achieve()).refused('MILESTONE_DESCOPED', 'milestoneId');
    given(planned(M1))
      .when(achieve({ milestoneId: M2 }))
      .refused('MILESTONE_NOT_FOUND', 'milestoneId');
  });
});

describe('what is odd about an achievement', () => {
  const achieve = (achievedOn: string, evidence?: string): InitiativeCommand => ({
    type: 'AchieveMilestone',
    data: { initiativeId, milestoneId, achievedOn, ...(evidence === undefined ? {} : { evidence }) },
  });
  it('is a date before the start of the program', () => {
    given(planned(M1, '2026-01-31')).when(achieve(STARTS_ON)).warned();
    given(planned(M1, '2026-01-31')).when(achieve('2025-12-31')).warned(['ACHIEVED_BEFORE_START', 'achievedOn']);
  });
  it('is a date more than a half-life before the baseline', () => {
    const baseline = addDays(STARTS_ON, POLICY.halfLifeDays + 1);
    given(planned(M1, baseline))
      .when(achieve(addDays(STARTS_ON, 1)))
      .warned();
    given(planned(M1, baseline)).when(achieve(STARTS_ON)).warned(['ACHIEVED_LONG_BEFORE_BASELINE', 'achievedOn']);
  });
  it('is no evidence where another milestone has some that stands', () => {
    const evident: InitiativeEvent = { type: 'MilestoneAchieved', data: { milestoneId: M2, on: '2026-04-30', evidence: 'signed' } };
    const without = ['ACHIEVED_WITHOUT_EVIDENCE', 'evidence'];
    given(planned(M1), planned(M2), achieved(M2)).when(achieve('2026-05-01')).warned();
    given(planned(M1), planned(M2), evident).when(achieve('2026-05-01')).warned(without);
    given(planned(M1), planned(M2), evident).when(achieve('2026-05-01', 'e')).warned();
    given(planned(M1), planned(M2), evident, reopened(M2)).when(achieve('2026-05-01')).warned();
  });
  it('is not said of an import', () => given(planned(M1)).when(achieve('2025-12-31'), imported).warned());
});

describe('ReopenMilestone, DescopeMilestone, RestoreMilestone', () => {
  const command = (type: 'ReopenMilestone' | 'DescopeMilestone' | 'RestoreMilestone', reason = 'r'): InitiativeCommand => ({
    type,
    data: { initiativeId, milestoneId, reason },
  });
  it('reopen an achieved milestone, descope an open one and restore a descoped one', () => {
    given(planned(M1), achieved(M1))
      .when(command('ReopenMilestone'))
      .then([reopened(M1)]);
    given(planned(M1))
      .when(command('DescopeMilestone'))
      .then([descoped(M1)]);
    given(planned(M1), descoped(M1))
      .when(command('RestoreMilestone'))
      .then([restored(M1)]);
  });
  it('refuse to descope an achieved milestone', () =>
    given(planned(M1), achieved(M1)).when(command('DescopeMilestone')).refused('MILESTONE_ALREADY_ACHIEVED', 'milestoneId'));
  it.each(['ReopenMilestone', 'DescopeMilestone', 'RestoreMilestone'] as const)(
    'refuse a blank reason, a milestone that was never planned and a cancelled initiative: %s',
    (type) => {
      given(planned(M1)).when(command(type, ' ')).refused('TEXT_EMPTY', 'reason');
      given().when(command(type)).refused('MILESTONE_NOT_FOUND', 'milestoneId');
      given(planned(M1), cancelled).when(command(type)).refused('INITIATIVE_CANCELLED', 'initiativeId');
    },
  );
  it('record nothing where the milestone already is as they would make it', () => {
    given(planned(M1)).when(command('ReopenMilestone')).then([]);
    given(planned(M1), descoped(M1)).when(command('DescopeMilestone')).then([]);
    given(planned(M1)).when(command('RestoreMilestone')).then([]);
  });
});

describe('UpdateMilestones', () => {
  const update = (data: Partial<UpdateMilestones['data']>): InitiativeCommand => ({
    type: 'UpdateMilestones',
    data: { initiativeId, ...data },
  });
  const change: RescheduleChange = { milestoneId, forecast: '2026-08-01', reasonCode: 'VENDOR', reason: 'r' };
  const achieve: AchieveChange = { milestoneId, achievedOn: '2026-04-30' };
  const plan = (due: string) => ({ id: M2, title: 'Desk', due });

  it('plans, reschedules, confirms and achieves, in this order and each on top of the last', () => {
    given()
      .when(
        update({
          achieve: [achieve],
          confirm: [{ milestoneId }],
          reschedule: [change],
          plan: [{ id: M1, title: 'Desk', due: '2026-05-01' }],
        }),
      )
      .then([
        planned(M1),
        rescheduled(M1, '2026-08-01'),
        { type: 'ForecastConfirmed', data: { milestoneId, forecast: '2026-08-01' } },
        achieved(M1),
      ]);
  });
  it('refuses the whole update where one of its changes is refused, and names that change', () => {
    given(planned(M1), planned(M2), achieved(M2))
      .when(update({ reschedule: [change], achieve: [achieve, { ...achieve, milestoneId: M2 }] }))
      .refused('MILESTONE_ALREADY_ACHIEVED', 'achieve', '1', 'milestoneId');
    given(planned(M1))
      .when(update({ achieve: [{ ...achieve, achievedOn: '2026-06-02' }] }))
      .refused('DATE_IN_FUTURE', 'achieve', '0', 'achievedOn');
  });
  it('refuses a milestone twice in a list', () => {
    const given1 = given(planned(M1));
    given1.when(update({ achieve: [achieve, achieve] })).refused('MILESTONE_TWICE_IN_LIST', 'achieve', '1', 'milestoneId');
    given1.when(update({ reschedule: [change, change] })).refused('MILESTONE_TWICE_IN_LIST', 'reschedule', '1', 'milestoneId');
    given1.when(update({ confirm: [{ milestoneId }, { milestoneId }] })).refused('MILESTONE_TWICE_IN_LIST', 'confirm', '1', 'milestoneId');
    const plan = { id: M2, title: 'Desk', due: '2026-05-01' };
    given1.when(update({ plan: [plan, plan] })).refused('MILESTONE_TWICE_IN_LIST', 'plan', '1', 'id');
  });
  it('counts planned ones against the 500', () => {
    const full = Array.from({ length: 500 }, (_, i) => planned(`m${i}`));
    given(...full)
      .when(update({ plan: [{ id: M2, title: 'Desk', due: '2026-05-01' }] }))
      .refused('TOO_MANY_MILESTONES', 'plan');
  });
  it('records nothing where nothing changes', () => {
    given(planned(M1)).when(update({})).then([]);
    given(planned(M1), rescheduled(M1, '2026-08-01'))
      .when(update({ reschedule: [change] }))
      .then([]);
  });
  it('refuses implausible dates by their place', () => {
    const start = given(planned(M1));
    start.when(update({ plan: [plan('2025-12-31')] })).refused('DUE_BEFORE_START', 'plan', '0', 'due');
    start.when(update({ reschedule: [{ ...change, forecast: '2026-05-01' }] })).refused('FORECAST_IN_PAST', 'reschedule', '0', 'forecast');
    start.when(update({ confirm: [{ milestoneId }] })).refused('FORECAST_IS_PAST', 'confirm', '0', 'milestoneId');
  });
  it('judges an achievement also by what the same command plans and achieves', () => {
    const far = { id: M2, title: 'Far', due: '2026-12-31' };
    given(planned(M1))
      .when(update({ plan: [far], achieve: [achieve, { milestoneId: M2, achievedOn: '2026-05-01', evidence: 'signed' }] }))
      .warned(['ACHIEVED_WITHOUT_EVIDENCE', 'achieve', '0', 'evidence'], ['ACHIEVED_LONG_BEFORE_BASELINE', 'achieve', '1', 'achievedOn']);
  });
  it('warns of each odd thing by its place', () => {
    const evident: InitiativeEvent = { type: 'MilestoneAchieved', data: { milestoneId: M3, on: '2026-04-30', evidence: 'signed' } };
    given(planned(M1), planned(M3), evident)
      .when(update({ plan: [plan('2029-01-01')], reschedule: [{ ...change, forecast: '2029-01-01' }], achieve: [achieve] }))
      .warned(
        ['DUE_LONG_AFTER_END', 'plan', '0', 'due'],
        ['FORECAST_LONG_AFTER_END', 'reschedule', '0', 'forecast'],
        ['ACHIEVED_WITHOUT_EVIDENCE', 'achieve', '0', 'evidence'],
      );
  });
});
