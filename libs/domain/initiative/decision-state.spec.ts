import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryHistory } from '../balance/testing/arbitrary-history.js';
import type { LocalDate } from '../calendar.js';
import { foldedBy, recorded } from '../testing/histories.js';
import type { InitiativeCommand } from './commands.js';
import { initiativeDecider } from './decide.js';
import { evolve } from './evolve.js';
import { noInitiative, type Initiative } from './state.js';

const TODAY = '2027-01-01';
const at = { actor: 'ceo', commandId: 'c', occurredAt: `${TODAY}T12:00:00.000Z`, today: TODAY, importedFrom: 'history' };
const reason = 'because';

/** Every command about an initiative and one of its milestones on these dates. */
function commands(programId: string, initiativeId: string, milestoneId: string, dates: readonly LocalDate[]): InitiativeCommand[] {
  const of = { initiativeId, milestoneId };
  const line = { key: 'K', title: 'T', pillar: 'CULTURE', becomes: 'ACTIVE', status: 's', owner: 'bob' } as const;
  const ofDates = dates.flatMap((date): InitiativeCommand[] => [
    { type: 'RescheduleMilestone', data: { ...of, forecast: date, reasonCode: 'ESTIMATE', reason } },
    { type: 'AchieveMilestone', data: { ...of, achievedOn: date } },
    { type: 'AssignOwner', data: { initiativeId, ownerId: 'bob', effectiveOn: date } },
    {
      type: 'UpdateMilestones',
      data: {
        initiativeId,
        reschedule: [{ milestoneId, forecast: date, reasonCode: 'SCOPE', reason }],
        achieve: [{ milestoneId, achievedOn: date }],
      },
    },
    {
      type: 'RecordStatusLine',
      data: { programId, initiativeId, line: { ...line, milestones: [{ key: 'm', title: 'm', due: date, achieved: date }] } },
    },
  ]);
  return [
    ...ofDates,
    { type: 'RecordStatusLine', data: { programId, initiativeId, line: { ...line, milestones: [] } } },
    { type: 'ConfirmForecast', data: of },
    { type: 'ReopenMilestone', data: { ...of, reason } },
    { type: 'DescopeMilestone', data: { ...of, reason } },
    { type: 'RestoreMilestone', data: { ...of, reason } },
    { type: 'ReweighMilestone', data: { ...of, weight: 7, reason } },
    { type: 'ReweighInitiative', data: { initiativeId, weight: 7, reason } },
    { type: 'MoveInitiative', data: { initiativeId, pillar: 'CULTURE', reason } },
    { type: 'CompleteInitiative', data: { initiativeId } },
    { type: 'CancelInitiative', data: { initiativeId, reason } },
    { type: 'ReopenInitiative', data: { initiativeId, reason } },
    { type: 'ProposeRebaseline', data: { initiativeId, id: 'r', reason } },
  ];
}

it('what decisions are made on leaves out nothing that they look at', () => {
  let moved = 0;
  const property = fc.property(arbitraryHistory, (history) => {
    const { program } = foldedBy(history)!;
    for (const [id, known] of history.initiatives) {
      const events = recorded(`initiative-${id}`, history.programId, known);
      const whole = events.reduce<Initiative>(evolve, noInitiative);
      const kept = events.reduce<Initiative>((state, event) => initiativeDecider.evolve(state, event), noInitiative);
      if (whole.status === 'NONE' || kept.status === 'NONE') continue;
      for (const [n, { id: milestoneId, forecast, reschedules }] of whole.milestones.entries()) {
        expect(kept.milestones[n]!.reschedules).toEqual(reschedules.slice(-1));
        moved += reschedules.length;
        const dates = [TODAY, forecast, ...reschedules.flatMap(({ from, to }) => [from, to])];
        const decided = (state: Initiative) =>
          commands(history.programId, id, milestoneId, dates).map((command) => initiativeDecider.decide(command, state, program, at));
        expect(JSON.stringify(decided(kept))).toBe(JSON.stringify(decided(whole)));
      }
    }
  });
  fc.assert(property, { numRuns: 80 });
  expect(moved).toBeGreaterThan(20);
});
