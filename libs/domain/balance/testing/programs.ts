import { addDays, type LocalDate } from '../../calendar.js';
import type { InitiativeState } from '../../initiative/state.js';
import type { InitiativeEvent } from '../../initiative/events.js';
import { PILLARS, type Pillar } from '../../pillars.js';
import { PLAN_TOLERANCE } from '../../ranges.js';
import { foldedBy, type FoldedHistory, type History, type Known } from '../../testing/histories.js';
import { examplePhases, aPolicy } from '../../testing/policy.js';

/** A milestone whose dates are days after the start. */
export interface Step {
  readonly due: number;
  readonly weight: number;
  /** The day of the achievement; undefined: not achieved. */
  readonly achieved?: number;
}

export const START: LocalDate = '2024-01-01';

const launched = (pillar: Pillar, steps: readonly Step[]): Known<InitiativeEvent>[] => [
  { on: START, fact: { type: 'InitiativeLaunched', data: { pillar, title: pillar, weight: 1 } } },
  ...steps.map(({ due, weight }, i): Known<InitiativeEvent> => ({
    on: START,
    fact: { type: 'MilestonePlanned', data: { milestoneId: `${i}`, title: `${i}`, due: addDays(START, due), weight } },
  })),
  ...steps.flatMap(({ achieved }, i): Known<InitiativeEvent>[] => {
    if (achieved === undefined) return [];
    const on = addDays(START, achieved);
    return [{ on, fact: { type: 'MilestoneAchieved', data: { milestoneId: `${i}`, on } } }];
  }),
];

/** A program in its first phase, with one initiative in each pillar, whose phase requires as little as a policy permits. */
export function programWith(steps: Readonly<Record<Pillar, readonly Step[]>>): FoldedHistory {
  const policy = aPolicy({ planTolerance: PLAN_TOLERANCE.least });
  const data = { name: 'P', sponsor: 's', startsOn: START, timeZone: 'UTC', phases: examplePhases, policy };
  const history: History = {
    programId: 'p',
    program: [{ on: START, fact: { type: 'ProgramChartered', data } }],
    initiatives: new Map(PILLARS.map((pillar) => [pillar, launched(pillar, steps[pillar])])),
  };
  return foldedBy(history)!;
}

/** An initiative known from the program's start. */
export const another = (pillar: Pillar, own: number, steps: readonly Step[]): InitiativeState => {
  const { initiatives } = programWith({ LEADERSHIP: [], CULTURE: [], PROCESS: [], TECHNOLOGY: [], [pillar]: steps });
  const initiative = initiatives.find(({ id }) => id === pillar)!;
  return { ...initiative, id: 'another', weights: [{ since: START, value: own }] };
};
