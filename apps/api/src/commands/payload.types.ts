import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { EvaluationType } from '#read-models/evaluations/evaluation.type.js';
import { HistoryEntryType } from '#read-models/history/history-entry.type.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import { MilestoneType } from '#read-models/milestones/milestone.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { Position } from '#read-models/schema/scalars.js';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorCodeEnum } from './user-error-code.js';

@ObjectType('UserError', { description: 'Why a command was refused. Nothing was recorded.' })
export class UserErrorType {
  @Field(() => [String], { nullable: true, description: 'The path in the input that it is about.' })
  field!: readonly string[] | null;
  @Field(() => UserErrorCodeEnum, { description: 'A stable code; the query refusals lists them all.' })
  code!: string;
  @Field(() => String, { description: 'What it means, in the language of the request.' })
  message!: string;
  @Field(() => Boolean, { description: 'Whether the same command may succeed when it is sent again unchanged.' })
  retryable!: boolean;
  @Field(() => HistoryEntryType, { nullable: true, description: 'With CONFLICT: what someone else did first.' })
  conflict!: HistoryEntryType | null;
}

@ObjectType('Warning', { description: 'Something unusual about an executed command, such as a date that is seldom meant.' })
export class WarningType {
  @Field(() => [String], { description: 'The path in the input that it is about.' })
  field!: readonly string[];
  @Field(() => String, { description: 'A stable code; the query refusals lists them all.' })
  code!: string;
  @Field(() => String, { description: 'What it means, in the language of the request.' })
  message!: string;
}

@ObjectType('Receipt', { description: 'What a command recorded.' })
export class ReceiptType {
  @Field(() => String, { description: 'The stream.' })
  stream!: string;
  @Field(() => Int, { description: 'The revision of the stream after it.' })
  revision!: number;
  @Field(() => Position, { nullable: true, description: 'The place of its last event among all events.' })
  position!: string | null;
  @Field(() => Int, { description: 'How many events it recorded; 0: nothing changed.' })
  events!: number;
}

/** The members of every command's payload. */
@ObjectType({ isAbstract: true })
abstract class Payload {
  @Field(() => ReceiptType, { nullable: true, description: 'What was recorded; null on a refusal.' })
  receipt!: ReceiptType | null;
  @Field(() => [UserErrorType], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: readonly UserErrorType[];
  @Field(() => [WarningType], {
    description: 'Unusual things about an executed command; empty if there are none, and if the command had been executed before.',
  })
  warnings!: readonly WarningType[];
}

@ObjectType('ProgramPayload', { description: 'The answer to a command about a program.' })
export class ProgramPayload extends Payload {
  @Field(() => ProgramType, { nullable: true, description: 'The program after it; null on a refusal, or while the views lag.' })
  program!: ProgramType | null;
}

@ObjectType('EvaluationPayload', { description: 'The answer to an evaluation.' })
export class EvaluationPayload extends Payload {
  @Field(() => EvaluationType, { nullable: true, description: 'The evaluation; null on a refusal, or while the views lag.' })
  evaluation!: EvaluationType | null;
  @Field(() => ProgramType, { nullable: true, description: 'The program; null on a refusal, or while the views lag.' })
  program!: ProgramType | null;
}

@ObjectType('DriftEpisodePayload', { description: 'The answer to a command about a drift episode.' })
export class DriftEpisodePayload extends Payload {
  @Field(() => DriftEpisodeType, { nullable: true, description: 'The episode after it; null on a refusal, or while the views lag.' })
  driftEpisode!: DriftEpisodeType | null;
}

/** Payloads of commands within an initiative also contain the initiative. */
@ObjectType({ isAbstract: true })
abstract class PayloadOfInitiative extends Payload {
  @Field(() => InitiativeType, { nullable: true, description: 'The initiative after it; null on a refusal, or while the views lag.' })
  initiative!: InitiativeType | null;
}

@ObjectType('InitiativePayload', { description: 'The answer to a command about an initiative.' })
export class InitiativePayload extends PayloadOfInitiative {}

@ObjectType('RebaselinePayload', { description: 'The answer to a command about a re-baseline.' })
export class RebaselinePayload extends PayloadOfInitiative {
  @Field(() => RebaselineType, { nullable: true, description: 'The re-baseline after it; null on a refusal, or while the views lag.' })
  rebaseline!: RebaselineType | null;
}

@ObjectType('MilestonePayload', { description: 'The answer to a command about a milestone.' })
export class MilestonePayload extends PayloadOfInitiative {
  @Field(() => MilestoneType, { nullable: true, description: 'The milestone after it; null on a refusal, or while the views lag.' })
  milestone!: MilestoneType | null;
}

@ObjectType('MilestonesPayload', { description: 'The answer to many changes of milestones at once.' })
export class MilestonesPayload extends PayloadOfInitiative {
  @Field(() => [MilestoneType], { nullable: true, description: 'The milestones named, in the order plan, reschedule, confirm, achieve.' })
  milestones!: readonly MilestoneType[] | null;
}
