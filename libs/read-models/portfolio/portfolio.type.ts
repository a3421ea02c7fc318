import type { Pillar } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import { GRADES } from '#domain/balance/grades.js';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { GradeType, PillarBalanceType } from '../balance/balance.type.js';
import { pillarValues, PillarValuesType } from '../programs/phase.type.js';
import { PillarEnum, ProgramStatusEnum } from '../schema/enums.js';
import { DateTime, LocalDate, UUID } from '../schema/scalars.js';
import type { Reading } from '../reading.js';
import type { PortfolioRow } from './portfolio-row.js';
import type { PortfolioTimeline, ProgramTimeline } from './portfolio-timeline.js';

@ObjectType('NextGate', {
  description: 'The planned end of the current phase: the gate into the next one or, in the last phase, the end of the program.',
})
export class NextGateType {
  @Field(() => String, { description: 'The key of the current phase.' })
  phaseKey!: string;
  @Field(() => String, { description: 'The name of the current phase.' })
  phaseName!: string;
  @Field(() => LocalDate, { description: 'Its planned end.' })
  endsOn!: string;
  @Field(() => Int, { description: 'Days since the planned end; 0 before it.' })
  daysOver!: number;
}

@ObjectType('PortfolioProgram', {
  description: 'One program of the portfolio. There is no balance before the start, nor after the close: what depends on it is then null.',
})
export class PortfolioProgramType {
  @Field(() => UUID, { description: 'The id of the program.' })
  programId!: string;
  @Field(() => String, { description: 'The name.' })
  name!: string;
  @Field(() => ProgramStatusEnum, { description: 'Active or closed.' })
  status!: ProgramState['status'];
  @Field(() => LocalDate, { description: 'Today in the program’s time zone, or on the day of asOf.' })
  on!: string;
  @Field(() => Float, { nullable: true, description: 'D: how well the four pillars keep to their plan, and together; 0 to 1.' })
  d!: number | null;
  @Field(() => Float, { nullable: true, description: 'T: the mean of the four standings; 0 to 1.' })
  t!: number | null;
  @Field(() => GradeType, { nullable: true, description: 'The grade, at most one above that of the weakest standing.' })
  grade!: GradeType | null;
  @Field(() => Boolean, { description: 'Whether no baseline has been due so far: say so instead of showing a grade.' })
  nothingDueYet!: boolean;
  @Field(() => PillarEnum, { nullable: true, description: 'The pillar with the smallest standing; null on a tie.' })
  weakest!: Pillar | null;
  @Field(() => PillarValuesType, { nullable: true, description: 'The standing r of each pillar; 0 to 1.' })
  standing!: PillarValuesType | null;
  @Field(() => PillarValuesType, { nullable: true, description: 'The days by which each pillar is behind; negative if it is ahead.' })
  behindDays!: PillarValuesType | null;
  @Field(() => [Float], {
    nullable: 'items',
    description: 'D thirteen weeks ago, then each week up to today: always fourteen values; null for a date without a balance.',
  })
  trend!: readonly (number | null)[];
  @Field(() => Int, { description: 'How many drift episodes are open; 0 in a closed program.' })
  openDrift!: number;
  @Field(() => NextGateType, { nullable: true, description: 'The next gate; null in a closed program.' })
  nextGate!: PortfolioRow['nextGate'];
  @Field(() => Int, { description: 'How many milestones are overdue: open, with a forecast before today.' })
  overdue!: number;
  @Field(() => Int, { description: 'How many active or paused initiatives nobody owns today.' })
  unowned!: number;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the last change became known; weekly evaluations and their alarms do not count.',
  })
  lastUpdate!: string | null;
  /** The reading that the row came from. */
  reading!: Reading;
}

@ObjectType('PillarSeries', { description: 'A value of each pillar for each date; null for a date without a balance.' })
export class PillarSeriesType {
  @Field(() => [Float], { nullable: 'items', description: 'Leadership.' })
  leadership!: readonly (number | null)[];
  @Field(() => [Float], { nullable: 'items', description: 'Culture.' })
  culture!: readonly (number | null)[];
  @Field(() => [Float], { nullable: 'items', description: 'Process.' })
  process!: readonly (number | null)[];
  @Field(() => [Float], { nullable: 'items', description: 'Technology.' })
  technology!: readonly (number | null)[];
}

@ObjectType('ProgramTimeline', { description: 'One program over the dates of a portfolio timeline: each list has a value for each date.' })
export class ProgramTimelineType {
  @Field(() => UUID, { description: 'The id of the program.' })
  programId!: string;
  @Field(() => String, { description: 'The name.' })
  name!: string;
  @Field(() => [Float], { nullable: 'items', description: 'D; null for a date without a balance.' })
  d!: readonly (number | null)[];
  @Field(() => [Float], { nullable: 'items', description: 'T; null for a date without a balance.' })
  t!: readonly (number | null)[];
  @Field(() => [Int], { nullable: 'items', description: 'The level of the grade, 1 to 10; null for a date without a balance.' })
  level!: readonly (number | null)[];
  @Field(() => PillarSeriesType, { description: 'The standing of each pillar.' })
  standing!: PillarSeriesType;
}

@ObjectType('PortfolioTimeline', { description: 'The balances of many programs on the same dates, as columns.' })
export class PortfolioTimelineType {
  @Field(() => [LocalDate], { description: 'The dates, earliest first.' })
  dates!: readonly string[];
  @Field(() => [ProgramTimelineType], { description: 'The programs, oldest charter first.' })
  programs!: readonly ProgramTimelineType[];
}

@ObjectType('BalanceSeriesRow', { description: 'One pillar on one date: a row of a flat table, with what is said of the whole program.' })
export class BalanceSeriesRowType extends PillarBalanceType {
  @Field(() => UUID, { description: 'The id of the program.' })
  programId!: string;
  @Field(() => String, { description: 'The name of the program.' })
  programName!: string;
  @Field(() => LocalDate, { description: 'The date.' })
  on!: string;
  @Field(() => String, { description: 'The key of the phase entered last on or before the date.' })
  phaseKey!: string;
  @Field(() => Float, { description: 'D of the program; 0 to 1.' })
  d!: number;
  @Field(() => Float, { description: 'T of the program; 0 to 1.' })
  t!: number;
  @Field(() => Float, { description: 'C of the program; 0 to 1.' })
  c!: number;
  @Field(() => Int, { description: 'The level of the program’s grade, 1 to 10.' })
  level!: number;
  @Field(() => Boolean, { description: 'Whether no baseline has been due in any pillar so far: then there is no grade to speak of.' })
  nothingDueYet!: boolean;
}

/** A row for GraphQL: its grade with its names, its standing by pillar. */
export const shownRow = ({ level, standing, behindDays, ...row }: PortfolioRow, reading: Reading): PortfolioProgramType => ({
  ...row,
  reading,
  grade: level === null ? null : GRADES[level - 1]!,
  standing: standing && pillarValues(standing),
  behindDays: behindDays && pillarValues(behindDays),
});

export const shownPortfolioTimeline = ({ dates, programs }: PortfolioTimeline): PortfolioTimelineType => ({
  dates,
  programs: programs.map(({ standing, ...program }) => ({ ...program, standing: byPillar(standing) })),
});

function byPillar(standing: ProgramTimeline['standing']): PillarSeriesType {
  const column = (pillar: 0 | 1 | 2 | 3): (number | null)[] => standing.map((shares) => shares && shares[pillar]);
  return { leadership: column(0), culture: column(1), process: column(2), technology: column(3) };
}
