import {
  driftExamples,
  initiativeExamples,
  milestoneExamples,
  programExamples,
  rebaselineExamples,
} from '#application/permitted/examples.js';
import { isPermitted, type Sighted } from '#application/permitted/is-permitted.js';
import type { Principal } from '#application/commands/command.js';
import type { AnyCommand } from '#application/commands/policy.js';
import type { Sight } from '#read-models/schema/sight.js';
import type { Type } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';

/** Answers whether one of some commands would be done, if the viewer sent it now. */
export type Ask = (commands: readonly AnyCommand[]) => boolean;

/** What is asked about the past cannot be changed: nothing would be done. */
export const askerOf = (principal: Principal, { reading: { cut }, today }: Sight, at: Omit<Sighted, 'today'>): Ask =>
  cut.asOf === undefined && cut.asRecordedAt === undefined ? (commands) => isPermitted(principal, commands, { ...at, today }) : () => false;

type Examples<Thing> = (thing: Thing, today: string) => readonly AnyCommand[];

/** An object type with a boolean for each kind of command, which is computed when it is asked for. */
function viewerCan<Thing, Name extends string>(
  name: string,
  description: string,
  questions: Readonly<Record<Name, readonly [Examples<Thing>, description: string]>>,
): Type<object> & (new (thing: Thing, today: string, ask: Ask) => object) {
  @ObjectType(name, { description })
  class ViewerCan {
    constructor(
      readonly thing: Thing,
      readonly today: string,
      readonly ask: Ask,
    ) {}
  }
  for (const [field, [examples, said]] of Object.entries(questions) as [Name, readonly [Examples<Thing>, string]][]) {
    Object.defineProperty(ViewerCan.prototype, field, {
      get(this: ViewerCan): boolean {
        return this.ask(examples(this.thing, this.today));
      },
    });
    Field(() => Boolean, { description: said })(ViewerCan.prototype, field);
  }
  return ViewerCan;
}

const ABOUT = 'True if their roles permit it and the state allows it: a page shows these buttons. False for all in the past.';

const p = programExamples;
export const ProgramViewerCan = viewerCan('ProgramViewerCan', `What the viewer could do in a program now. ${ABOUT}`, {
  rename: [p.rename, 'Rename it.'],
  reviseObjective: [p.reviseObjective, 'Revise its objective.'],
  revisePhasePlan: [p.revisePhasePlan, 'Revise its phase plan.'],
  enterPhase: [p.enterPhase, 'Enter the next phase today.'],
  correctPhaseEntry: [p.correctPhaseEntry, 'Correct the date on which a phase was entered.'],
  reviseDriftPolicy: [p.reviseDriftPolicy, 'Revise its drift policy.'],
  assignPillarLead: [p.assignPillarLead, 'Assign the lead of a pillar.'],
  grantRole: [p.grantRole, 'Grant a role.'],
  revokeRole: [p.revokeRole, 'Revoke at least one of the roles that stand.'],
  close: [p.close, 'Close it.'],
  reopen: [p.reopen, 'Reopen it.'],
});

const i = initiativeExamples;
export const InitiativeViewerCan = viewerCan('InitiativeViewerCan', `What the viewer could do with an initiative now. ${ABOUT}`, {
  retitle: [i.retitle, 'Retitle it.'],
  move: [i.move, 'Move it to another pillar, element or unit.'],
  reweigh: [i.reweigh, 'Change its weight.'],
  assignOwner: [i.assignOwner, 'Assign its owner.'],
  pause: [i.pause, 'Pause it.'],
  resume: [i.resume, 'Resume it.'],
  complete: [i.complete, 'Complete it.'],
  cancel: [i.cancel, 'Cancel it.'],
  reopen: [i.reopen, 'Reopen it.'],
  planMilestone: [i.planMilestone, 'Plan a milestone.'],
  proposeRebaseline: [i.proposeRebaseline, 'Propose a re-baseline.'],
});

const m = milestoneExamples;
export const MilestoneViewerCan = viewerCan('MilestoneViewerCan', `What the viewer could do with a milestone now. ${ABOUT}`, {
  retitle: [m.retitle, 'Retitle it.'],
  reweigh: [m.reweigh, 'Change its weight.'],
  reschedule: [m.reschedule, 'Move its forecast.'],
  confirmForecast: [m.confirmForecast, 'Confirm that its forecast still holds.'],
  achieve: [m.achieve, 'Achieve it today.'],
  reopen: [m.reopen, 'Take its achievement back.'],
  descope: [m.descope, 'Take it out of scope.'],
  restore: [m.restore, 'Take it into scope again.'],
});

const r = rebaselineExamples;
export const RebaselineViewerCan = viewerCan('RebaselineViewerCan', `What the viewer could do with a re-baseline now. ${ABOUT}`, {
  approve: [r.approve, 'Approve it; never one’s own.'],
  reject: [r.reject, 'Reject it, or withdraw one’s own.'],
});

export const DriftEpisodeViewerCan = viewerCan('DriftEpisodeViewerCan', `What the viewer could do with a drift episode now. ${ABOUT}`, {
  acknowledge: [driftExamples.acknowledge, 'Acknowledge it, also again with another note.'],
});
