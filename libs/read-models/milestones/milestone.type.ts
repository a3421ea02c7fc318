import type { MilestoneRef, RescheduleReason } from '#domain/initiative/events.js';
import {
  baselineOf,
  standingAchievement,
  weightOf,
  type BaselineVersion,
  type InitiativeState,
  type Milestone,
  type Reschedule,
} from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { person, PersonType } from '../people/person.type.js';
import { connectionType } from '../schema/connection.js';
import { MilestoneStateEnum, RescheduleReasonEnum } from '../schema/enums.js';
import { DateTime, LocalDate, UUID } from '../schema/scalars.js';
import type { Sight } from '../schema/sight.js';
import { milestoneState, slipDays, type MilestoneDisplayState } from './milestone-view.js';
import { nodeIdOf } from '../schema/node-id.js';
import { NodeType } from '../schema/node.type.js';

/** The initiative and program that a milestone is shown in. */
export interface Within {
  readonly doc: InitiativeState;
  readonly programState: ProgramState;
  readonly sight: Sight;
}

@ObjectType('Achievement', { description: 'The achievement of a milestone, and whether it was undone.' })
export class AchievementType {
  @Field(() => LocalDate, { description: 'The date of the achievement.' })
  achievedOn!: string;
  @Field(() => String, { nullable: true, description: 'Evidence.' })
  evidence!: string | null;
  @Field(() => PersonType, { description: 'The person who recorded it.' })
  by!: PersonType;
  @Field(() => DateTime, { description: 'When it became known.' })
  at!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was taken back.' })
  reopenedAt!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was taken back.' })
  reopenReason!: string | null;
}

@ObjectType('BaselineVersion', { description: 'A date that was the approved promise.' })
export class BaselineVersionType {
  constructor(
    readonly within: Within,
    readonly version: BaselineVersion,
  ) {}

  @Field(() => LocalDate, { description: 'The promised date.' })
  get date(): string {
    return this.version.date;
  }
  @Field(() => DateTime, { description: 'The instant since which it is the baseline.' })
  get since(): string {
    return this.version.at;
  }
}

@ObjectType('Reschedule', { description: 'One move of a forecast.' })
export class RescheduleType {
  constructor(
    readonly within: Within,
    readonly move: Reschedule,
  ) {}

  @Field(() => LocalDate, { description: 'The forecast before.' })
  get from(): string {
    return this.move.from;
  }
  @Field(() => LocalDate, { description: 'The forecast after.' })
  get to(): string {
    return this.move.to;
  }
  @Field(() => RescheduleReasonEnum, { description: 'Why, from a fixed list.' })
  get reasonCode(): RescheduleReason {
    return this.move.reasonCode;
  }
  @Field(() => String, { description: 'Why, in words.' })
  get reason(): string {
    return this.move.reason;
  }
  get blocker(): MilestoneRef | undefined {
    return this.move.blockedBy;
  }
  @Field(() => PersonType, { description: 'Who moved it.' })
  get by(): PersonType {
    return person(this.move.by);
  }
  @Field(() => DateTime, { description: 'When it was moved.' })
  get at(): string {
    return this.move.at;
  }
}

@ObjectType('Milestone', {
  implements: () => NodeType,
  description: 'A dated promise of an initiative: a baseline, a forecast, and in the end an achievement.',
})
export class MilestoneType {
  // Cached because a compiled query reads a property up to five times.
  private shownState: MilestoneDisplayState | undefined;
  private shownSlip: number | undefined;

  constructor(
    readonly within: Within,
    readonly doc: Milestone,
  ) {}

  get nodeId(): string {
    return nodeIdOf('Milestone', this.within.doc.id, this.id);
  }
  @Field(() => UUID, { description: 'Its id, unique within its initiative.' })
  get id(): string {
    return this.doc.id;
  }
  @Field(() => String, { description: 'The title.' })
  get title(): string {
    return this.doc.title;
  }
  @Field(() => Float, { description: 'w > 0: its share of its initiative’s weight.' })
  get weight(): number {
    return weightOf(this.doc);
  }
  @Field(() => MilestoneStateEnum, { description: 'Where it stands today.' })
  get state(): MilestoneDisplayState {
    return (this.shownState ??= milestoneState(this.within.doc, this.doc, this.within.sight.today));
  }
  @Field(() => LocalDate, { description: 'The first promise.' })
  get originalBaseline(): string {
    return this.doc.baselines[0]!.date;
  }
  @Field(() => LocalDate, { description: 'The promise in force.' })
  get baseline(): string {
    return baselineOf(this.doc);
  }
  @Field(() => [BaselineVersionType], { description: 'Every promise, oldest first.' })
  get baselines(): BaselineVersionType[] {
    return this.doc.baselines.map((version) => new BaselineVersionType(this.within, version));
  }
  @Field(() => LocalDate, { description: 'When it is expected now.' })
  get forecast(): string {
    return this.doc.forecast;
  }
  @Field(() => DateTime, { nullable: true, description: 'When someone last said “still on track” about this forecast.' })
  get forecastConfirmedAt(): string | null {
    return this.doc.forecastConfirmedAt ?? null;
  }
  get blocker(): MilestoneRef | undefined {
    return this.doc.blockedBy;
  }
  @Field(() => LocalDate, { nullable: true, description: 'When it was achieved; null while it is not.' })
  get achievedOn(): string | null {
    return standingAchievement(this.doc)?.on ?? null;
  }
  @Field(() => String, { nullable: true, description: 'What shows the achievement.' })
  get evidence(): string | null {
    return standingAchievement(this.doc)?.evidence ?? null;
  }
  @Field(() => [AchievementType], { description: 'Every achievement, including undone ones, oldest first.' })
  get achievements(): AchievementType[] {
    return this.doc.achievements.map(({ on, evidence, by, at, reopenedAt, reopenReason }) => ({
      achievedOn: on,
      evidence: evidence ?? null,
      by: person(by),
      at,
      reopenedAt: reopenedAt ?? null,
      reopenReason: reopenReason ?? null,
    }));
  }
  @Field(() => [RescheduleType], { description: 'Every move of the forecast, oldest first.' })
  get reschedules(): RescheduleType[] {
    return this.doc.reschedules.map((move) => new RescheduleType(this.within, move));
  }
  @Field(() => Int, {
    description:
      'Slip in days against the baseline in force: the achievement date or, while open, the later of the forecast and today (if withdrawn and no longer due, the day since which it is not due), minus the baseline.',
  })
  get slipDays(): number {
    return (this.shownSlip ??= slipDays(this.within.programState, this.within.doc, this.doc, this.within.sight.today));
  }
}

export const MilestoneConnectionType = connectionType(MilestoneType, 'Milestone', 'milestones');
