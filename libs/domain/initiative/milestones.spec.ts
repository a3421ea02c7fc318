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
  planned,
  reopened,
  rescheduled,
  restored,
} from '../testing/initiative-history.js';
import type { AchieveChange, InitiativeCommand, NewMilestone, RescheduleChange, UpdateMilestones } from './commands.js';
import type { InitiativeEvent } from './events.js';

const milestoneId = M1;

describe('PlanMilestone', () => {
  const plan = (data: Partial<NewMilestone> = {}): InitiativeCommand => ({
    type: 'PlanMilestone',
    data: { initiativeId, id: M1, title: 'Desk', due: '2026-05-01', ...data },
  });
  it('allows, due in the past too', () => {
    given()
      .when(plan())
      .then([planned(M1)]);
    given()
      .when(plan({ due: '2001-01-01', weight: 4 }))
      .then([{ type: 'MilestonePlanned', data: { milestoneId, title: 'Desk', due: '2001-01-01', weight: 4 } }]);
  });
  it('refuses', () => {
    given(planned(M1)).when(plan()).refused('MILESTONE_ALREADY_PLANNED', 'id');
    given()
      .when(plan({ weight: 1e308 }))
      .refused('WEIGHT_INVALID', 'weight');
    given()
      .when(plan({ due: '0000-01-01' }))
      .refused('DATE_INVALID', 'due');
    const full = Array.from({ length: 500 }, (_, i) => planned(`m${i}`));
    given(...full)
      .when(plan())
      .refused('TOO_MANY_MILESTONES', 'initiativeId');
    given(cancelled).when(plan()).refused('INITIATIVE_CANCELLED', 'initiativeId');
  });
});

describe('RetitleMilestone', () => {
  const retitle = (title: string, id = M1): InitiativeCommand => ({
    type: 'RetitleMilestone',
    data: { initiativeId, milestoneId: id, title },
  });
  it('allows', () =>
    given(planned(M1))
      .when(retitle('T'))
      .then([{ type: 'MilestoneRetitled', data: { milestoneId, title: 'T' } }]));
  it('refuses', () => {
    given(planned(M1)).when(retitle('T', M2)).refused('MILESTONE_NOT_FOUND', 'milestoneId');
    given(planned(M1))
      .when(retitle('T'.repeat(201)))
      .refused('TEXT_TOO_LONG', 'title');
  });
  it('stays quiet', () => given(planned(M1)).when(retitle('Desk')).then([]));
});

describe('ReweighMilestone', () => {
  const reweigh = (weight: number): InitiativeCommand => ({
    type: 'ReweighMilestone',
    data: { initiativeId, milestoneId, weight, reason: 'r' },
  });
  it('allows', () =>
    given(planned(M1))
      .when(reweigh(2))
      .then([{ type: 'MilestoneReweighed', data: { milestoneId, weight: 2, reason: 'r' } }]));
  it('refuses', () => given(planned(M1)).when(reweigh(-2)).refused('WEIGHT_INVALID', 'weight'));
  it('stays quiet', () => given(planned(M1)).when(reweigh(1)).then([]));
});

describe('RescheduleMilestone', () => {
  const reschedule = (data: Partial<RescheduleChange> = {}): InitiativeCommand => ({
    type: 'RescheduleMilestone',
    data: { initiativeId, milestoneId, forecast: '2026-08-01', reasonCode: 'VENDOR', reason: 'r', ...data },
  });
  it('allows, later or earlier, from the forecast that stood', () => {
    given(planned(M1))
      .when(reschedule())
      .then([rescheduled(M1, '2026-08-01')]);
    given(planned(M1), rescheduled(M1, '2026-08-01'))
      .when(reschedule({ forecast: '2026-02-01' }))
      .then([rescheduled(M1, '2026-02-01', '2026-08-01')]);
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
  it('refuses', () => {
    given(planned(M1), achieved(M1)).when(reschedule()).refused('MILESTONE_ALREADY_ACHIEVED', 'milestoneId');
    given(planned(M1), descoped(M1)).when(reschedule()).refused('MILESTONE_DESCOPED', 'milestoneId');
    given(planned(M1))
      .when(reschedule({ reason: '' }))
      .refused('TEXT_EMPTY', 'reason');
    given(planned(M1))
      .when(reschedule({ reasonCode: 'MOON' as 'VENDOR' }))
      .refused('REASON_CODE_UNKNOWN', 'reasonCode');
    given(planned(M1))
      .when(reschedule({ forecast: '9999-01-01' }))
      .refused('DATE_INVALID', 'forecast');
    given(planned(M1))
      .when(reschedule({ blockedBy: { initiativeId, milestoneId } }))
      .refused('BLOCKED_BY_ITSELF', 'blockedBy');
    given(planned(M1))
      .when(reschedule({ blockedBy: { initiativeId, milestoneId: M2 } }))
      .refused('MILESTONE_NOT_FOUND', 'blockedBy', 'milestoneId');
    given(planned(M1))
      .when(reschedule({ blockedBy: { initiativeId: 'x', milestoneId } }))
      .refused('ID_INVALID', 'blockedBy', 'initiativeId');
    given().when(reschedule()).refused('MILESTONE_NOT_FOUND', 'milestoneId');
  });
  it('stays quiet about the date that stands, unless it names another blocker', () => {
    given(planned(M1))
      .when(reschedule({ forecast: '2026-05-01' }))
      .then([]);
    const blockedBy = { initiativeId, milestoneId: M2 };
    expect(initiativeSpec.outcome([...LAUNCHED, planned(M1), planned(M2)], reschedule({ forecast: '2026-05-01', blockedBy }))).toHaveLength(
      1,
    );
  });
});

describe('ConfirmForecast', () => {
  const confirm = (note?: string): InitiativeCommand => ({ type: 'ConfirmForecast', data: { initiativeId, milestoneId, note } });
  it('allows, again and again: silence is not the same', () => {
    const confirmed: InitiativeEvent = { type: 'ForecastConfirmed', data: { milestoneId, forecast: '2026-05-01' } };
    given(planned(M1)).when(confirm()).then([confirmed]);
    given(planned(M1), confirmed)
      .when(confirm('sure'))
      .then([{ type: 'ForecastConfirmed', data: { milestoneId, forecast: '2026-05-01', note: 'sure' } }]);
  });
  it('refuses', () => {
    given(planned(M1), achieved(M1)).when(confirm()).refused('MILESTONE_ALREADY_ACHIEVED', 'milestoneId');
    given(planned(M1), descoped(M1)).when(confirm()).refused('MILESTONE_DESCOPED', 'milestoneId');
  });
});

describe('AchieveMilestone', () => {
  const achieve = (data: Partial<AchieveChange> = {}): InitiativeCommand => ({
    type: 'AchieveMilestone',
    data: { initiativeId, milestoneId, achievedOn: '2026-04-30', ...data },
  });
  it('allows up to today, with evidence or without', () => {
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
  it('refuses', () => {
    given(planned(M1))
      .when(achieve({ achievedOn: '2026-06-02' }))
      .refused('DATE_IN_FUTURE', 'achievedOn');
    given(planned(M1), achieved(M1)).when(achieve()).refused('MILESTONE_ALREADY_ACHIEVED', 'milestoneId');
    given(planned(M1), descoped(M1)).when(achieve()).refused('MILESTONE_DESCOPED', 'milestoneId');
    given(planned(M1))
      .when(achieve({ evidence: 'e'.repeat(4001) }))
      .refused('TEXT_TOO_LONG', 'evidence');
    given(planned(M1))
      .when(achieve({ milestoneId: M2 }))
      .refused('MILESTONE_NOT_FOUND', 'milestoneId');
  });
});

describe('ReopenMilestone, DescopeMilestone, RestoreMilestone', () => {
  const command = (type: 'ReopenMilestone' | 'DescopeMilestone' | 'RestoreMilestone', reason = 'r'): InitiativeCommand => ({
    type,
    data: { initiativeId, milestoneId, reason },
  });
  it('allow', () => {
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
  it('refuse', () => {
    given(planned(M1), achieved(M1)).when(command('DescopeMilestone')).refused('MILESTONE_ALREADY_ACHIEVED', 'milestoneId');
    for (const type of ['ReopenMilestone', 'DescopeMilestone', 'RestoreMilestone'] as const) {
      given(planned(M1)).when(command(type, ' ')).refused('TEXT_EMPTY', 'reason');
      given().when(command(type)).refused('MILESTONE_NOT_FOUND', 'milestoneId');
      given(planned(M1), cancelled).when(command(type)).refused('INITIATIVE_CANCELLED', 'initiativeId');
    }
  });
  it('stay quiet', () => {
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
  it('is all or nothing', () => {
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
  it('stays quiet', () => {
    given(planned(M1)).when(update({})).then([]);
    given(planned(M1))
      .when(update({ reschedule: [{ ...change, forecast: '2026-05-01' }] }))
      .then([]);
  });
});
