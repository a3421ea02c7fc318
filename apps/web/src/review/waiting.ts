import type { Pillar } from '../design/pillars';
import type { ResultOf } from '../graphql/graphql';
import { daysBetween } from '../language/dates';
import type { Review } from './documents';

export type ReviewAnswer = ResultOf<typeof Review>;
export type WaitingRebaseline = ReviewAnswer['rebaselines']['nodes'][number];
export type WaitingDrift = ReviewAnswer['driftEpisodes']['nodes'][number];
export type UnownedInitiative = ReviewAnswer['initiatives']['nodes'][number];
export type OverdueMilestone = ReviewAnswer['milestones']['nodes'][number];

/** The planned end of the current phase of a program, which is near or has passed. */
export interface WaitingGate {
  readonly programId: string;
  readonly program: string;
  readonly revision: number;
  /** Today in the program. */
  readonly today: string;
  readonly phase: string;
  readonly endsOn: string;
  readonly daysOver: number;
  /** The phase to enter; undefined in the last one, after which the program is closed or its plan extended. */
  readonly next: { readonly key: string; readonly name: string } | undefined;
}

/** What waits for a decision that the viewer can take. */
export interface Waiting {
  readonly rebaselines: readonly WaitingRebaseline[];
  readonly drift: readonly WaitingDrift[];
  readonly gates: readonly WaitingGate[];
  readonly unowned: readonly UnownedInitiative[];
  readonly overdue: readonly OverdueMilestone[];
}

/** What the viewer is, as far as it decides who may acknowledge drift: an episode has no viewerCan. */
export interface Parts {
  readonly installationRoles: readonly string[];
  readonly roles: readonly {
    readonly program: { readonly id: string };
    readonly roles: readonly string[];
    readonly leads: readonly Pillar[];
  }[];
}

/** A gate is prepared for: it is shown so many days before it is due. */
const NOTICE_DAYS = 14;

/** Keeps of all that is open what the viewer can decide; gates by their date, the rest in the order of the answer. */
export function waitingFor(viewer: Parts, answer: ReviewAnswer): Waiting {
  return {
    rebaselines: answer.rebaselines.nodes.filter(({ viewerCan }) => viewerCan.approve),
    drift: answer.driftEpisodes.nodes.filter(
      ({ program, pillar, programClosed }) => !programClosed && mayAcknowledge(viewer, program.id, pillar),
    ),
    gates: answer.portfolio.flatMap(gateOf).sort((one, other) => (one.endsOn < other.endsOn ? -1 : 1)),
    unowned: answer.initiatives.nodes.filter(({ viewerCan }) => viewerCan.assignOwner),
    overdue: answer.milestones.nodes.filter(({ viewerCan }) => viewerCan.achieve || viewerCan.reschedule),
  };
}

/** How many things wait. */
export const countOf = ({ rebaselines, drift, gates, unowned, overdue }: Waiting): number =>
  [rebaselines, drift, gates, unowned, overdue].reduce((sum, { length }) => sum + length, 0);

/** Whether a list is longer than what was asked for: the rest follows once these are decided. */
export const isCut = ({ rebaselines, driftEpisodes, initiatives, milestones }: ReviewAnswer): boolean =>
  [rebaselines, driftEpisodes, initiatives, milestones].some(({ totalCount, nodes }) => totalCount > nodes.length);

/** Administrators, PMO and sponsor acknowledge any drift of a program, leads that of their pillars. @param pillar null: the whole program */
export const mayAcknowledge = ({ installationRoles, roles }: Parts, programId: string, pillar: Pillar | null): boolean =>
  installationRoles.includes('ADMINISTRATOR') ||
  roles.some(
    (part) =>
      part.program.id === programId &&
      (part.roles.includes('PMO') || part.roles.includes('SPONSOR') || (pillar !== null && part.leads.includes(pillar))),
  );

function gateOf({ programId, name, on, nextGate, program }: ReviewAnswer['portfolio'][number]): WaitingGate[] {
  if (!nextGate || daysBetween(on, nextGate.endsOn) > NOTICE_DAYS) return [];
  const next = program.phases[program.phases.findIndex(({ key }) => key === nextGate.phaseKey) + 1];
  if (next ? !program.viewerCan.enterPhase : !program.viewerCan.close) return [];
  const { phaseName: phase, endsOn, daysOver } = nextGate;
  return [{ programId, program: name, revision: program.revision, today: on, phase, endsOn, daysOver, next }];
}
