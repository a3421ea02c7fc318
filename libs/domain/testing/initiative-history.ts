import { DeciderSpec } from '#testing/event-sourcing/given-when-then.js';
import type { InitiativeCommand } from '../initiative/commands.js';
import { initiativeDecider } from '../initiative/decide.js';
import type { InitiativeEvent } from '../initiative/events.js';
import type { Initiative } from '../initiative/state.js';
import type { Program } from '../program/state.js';
import { activeProgram, PROGRAM_ID } from './program-history.js';

export const initiativeId = '22222222-2222-4222-8222-222222222222';
/** Milestone ids for specs that need UUIDs. */
export const M1 = '33333333-3333-4333-8333-000000000001';
export const M2 = '33333333-3333-4333-8333-000000000002';
export const M3 = '33333333-3333-4333-8333-000000000003';
export const R1 = '44444444-4444-4444-8444-000000000001';
export const R2 = '44444444-4444-4444-8444-000000000002';

export const planned = (milestoneId: string, due = '2026-05-01'): InitiativeEvent => ({
  type: 'MilestonePlanned',
  data: { milestoneId, title: 'Desk', due, weight: 1 },
});
export const achieved = (milestoneId: string, on = '2026-04-30'): InitiativeEvent => ({
  type: 'MilestoneAchieved',
  data: { milestoneId, on },
});
export const reopened = (milestoneId: string): InitiativeEvent => ({ type: 'MilestoneReopened', data: { milestoneId, reason: 'r' } });
export const descoped = (milestoneId: string): InitiativeEvent => ({ type: 'MilestoneDescoped', data: { milestoneId, reason: 'r' } });
export const restored = (milestoneId: string): InitiativeEvent => ({ type: 'MilestoneRestored', data: { milestoneId, reason: 'r' } });
export const rescheduled = (milestoneId: string, forecast: string, from = '2026-05-01'): InitiativeEvent => ({
  type: 'MilestoneRescheduled',
  data: { milestoneId, from, forecast, reasonCode: 'VENDOR', reason: 'r' },
});
export const cancelled: InitiativeEvent = { type: 'InitiativeCancelled', data: { reason: 'r' } };
export const completed: InitiativeEvent = { type: 'InitiativeCompleted', data: {} };
export const initiativeReopened: InitiativeEvent = { type: 'InitiativeReopened', data: { reason: 'r' } };

/** An initiative launched under CULTURE with an owner and no milestone. */
export const LAUNCHED: readonly InitiativeEvent[] = [
  { type: 'InitiativeLaunched', data: { pillar: 'CULTURE', title: 'Service desk', weight: 1, owner: 'ann' } },
];

export const initiativeSpec = new DeciderSpec<InitiativeCommand, Initiative, InitiativeEvent, Program>(initiativeDecider, {
  stream: `initiative-${initiativeId}`,
  programId: PROGRAM_ID,
  program: activeProgram,
  today: '2026-06-01',
});

/** A launched initiative with further events. */
export const given = (...more: InitiativeEvent[]) => initiativeSpec.given([...LAUNCHED, ...more]);
