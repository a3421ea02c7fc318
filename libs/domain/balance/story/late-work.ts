import { toDay, type LocalDate } from '../../calendar.js';
import type { InitiativeState, Ownership } from '../../initiative/state.js';
import { PILLARS, type Pillar } from '../../pillars.js';
import type { LeadAssignment } from '../../program/state.js';
import type { Perspective } from '../balance.js';
import { inForce, resolvePerspective } from '../perspective.js';
import { allOf, type Steps } from '../../steps.js';
import { MilestoneHistory } from '../sweep/milestone-history.js';
import type { SweptProgram } from '../swept-program.js';

/** A milestone in scope that is open after its baseline. */
export interface LateMilestone {
  readonly title: string;
  /** The title of its initiative, because many milestones have the same title. */
  readonly initiative: string;
  readonly baseline: LocalDate;
  /** The person who owns its initiative; null: nobody. */
  readonly owner: string | null;
  /** Whether the milestone was descoped, or its initiative cancelled, when it was already due: it is still due. */
  readonly withdrawn: boolean;
}

/** The late work of one pillar at a date. */
export interface LateWork {
  readonly count: number;
  /** The late milestone with the earliest baseline; undefined: none is late. */
  readonly oldest?: LateMilestone;
  /** The person who leads the pillar; null: nobody. */
  readonly lead: string | null;
}

/** The late work of each of the four pillars. */
export type LateWorkByPillar = Readonly<Record<Pillar, LateWork>>;

/** Runs {@link findingLateWork} to the end. */
export const lateWork = (...over: Parameters<typeof findingLateWork>): LateWorkByPillar => allOf(findingLateWork(...over));

/** The late work of each pillar on a date, with its owners. The balance does not contain it, but its story names it. */
export function* findingLateWork(
  program: SweptProgram & { readonly leads: readonly LeadAssignment[] },
  initiatives: readonly InitiativeState[],
  on: LocalDate,
  perspective: Perspective,
): Steps<LateWorkByPillar> {
  const day = toDay(on);
  const view = resolvePerspective(program, perspective);
  const history = new MilestoneHistory(view);
  const late = Object.fromEntries(
    PILLARS.map((pillar): [Pillar, LateWork] => [pillar, { count: 0, lead: leadOn(program.leads, pillar, on) }]),
  ) as Record<Pillar, LateWork>;
  for (const initiative of initiatives) {
    yield;
    const { value: pillar } = inForce(initiative.pillars, day);
    history.loadInitiative(initiative);
    for (const milestone of initiative.milestones) {
      history.load(milestone);
      if (!history.isInScope(day) || history.achievedBy(day) !== Infinity || history.baselineOn(day) >= day) continue;
      const { count, oldest, lead } = late[pillar];
      const { date: baseline } = inForce(milestone.baselines, day);
      const isOldest = oldest === undefined || baseline < oldest.baseline;
      const owner = ownerAt(initiative.owners, on, view.then);
      const withdrawn = history.withdrawnSince(day) !== Infinity;
      late[pillar] = {
        count: count + 1,
        lead,
        oldest: isOldest ? { title: milestone.title, initiative: initiative.title, baseline, owner, withdrawn } : oldest,
      };
    }
  }
  return late;
}

const ownerAt = (owners: readonly Ownership[], on: LocalDate, then: boolean): string | null =>
  owners.findLast(({ effectiveOn, known }) => effectiveOn <= on && (!then || known <= on))?.owner ?? null;

const leadOn = (leads: readonly LeadAssignment[], of: Pillar, on: LocalDate): string | null =>
  leads.findLast(({ pillar, effectiveOn }) => pillar === of && effectiveOn <= on)?.person ?? null;
