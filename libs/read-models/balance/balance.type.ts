import type { Balance, BehindCause, PillarPair, Synergy } from '#domain/balance/balance.js';
import { GRADES } from '#domain/balance/grades.js';
import type { LateWorkByPillar } from '#domain/balance/story/late-work.js';
import type { Pillar } from '#domain/pillars.js';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { BehindCauseEnum, PillarEnum, PillarPairEnum } from '../schema/enums.js';
import { LocalDate } from '../schema/scalars.js';

@ObjectType('Grade', { description: 'A grade of coupling coordination, from 1 (极度失调) to 10 (优质协调).' })
export class GradeType {
  @Field(() => Int, { description: 'From 1, the worst, to 10.' })
  level!: number;
  @Field(() => String, { description: 'A stable key.' })
  key!: string;
  @Field(() => String, { description: 'The name in Chinese.' })
  nameZh!: string;
  @Field(() => String, { description: 'The name in English.' })
  nameEn!: string;
}

@ObjectType('PillarBalance', { description: 'How one pillar stands at a date: the work against the plan, and the plan against the phase.' })
export class PillarBalanceType {
  @Field(() => PillarEnum, { description: 'The pillar.' })
  pillar!: Pillar;
  @Field(() => Float, {
    description: 'PV: how much should be done: the share of the value in scope whose baseline is on or before the date; 0 to 1.',
  })
  plannedValue!: number;
  @Field(() => Float, { description: 'EV: how much is done: the share of the value in scope that is achieved; 0 to 1.' })
  earnedValue!: number;
  @Field(() => Float, { description: 'SV: EV − PV; negative if less is done than planned.' })
  scheduleVariance!: number;
  @Field(() => Float, { nullable: true, description: 'SPI: EV / PV; below 1 if less is done than planned, null while PV is 0.' })
  spi!: number | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'ES, earned schedule: the date on which the plan had reached what the work has reached; null without milestones.',
  })
  earnedScheduleOn!: string | null;
  @Field(() => Int, {
    description: 'How many days the pillar as a whole is behind its plan: from the earned schedule to the date; negative when ahead.',
  })
  scheduleDays!: number;
  @Field(() => Float, {
    description:
      'How many days late, on average by value, the milestones are that are due; those achieved count as 0. Early work elsewhere does not make up for it.',
  })
  lateDays!: number;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'The oldest promise that is not kept: the earliest baseline that is due and open.',
  })
  oldestOpenBaseline!: string | null;
  @Field(() => Float, {
    description: 'Days behind in delivery: the larger of scheduleDays and lateDays if anything is late, otherwise scheduleDays.',
  })
  deliveryDays!: number;
  @Field(() => Float, {
    description:
      'The value planned up to the end of the phase, or to the date where that is later, and one half-life more; in the last phase all of it.',
  })
  planned!: number;
  @Field(() => Float, {
    description:
      'The value that the phases entered so far ask for: the share of their emphasis, of all that is planned in them. What is wanted is planTolerance of it.',
  })
  asked!: number;
  @Field(() => Float, {
    description:
      'The plan against the phases: min(1, planned / (planTolerance · asked)); 1 where nothing is asked. While no milestone of any pillar lies in the phases entered so far, it is 0 for a pillar that they emphasise and that has planned nothing.',
  })
  planFit!: number;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day since which the phases have required more than is planned now; null if the plan fits.',
  })
  planScheduleOn!: string | null;
  @Field(() => Float, {
    description:
      'Days behind in planning: (1 − planFit) · days since planScheduleOn. Nothing on the day on which more is asked, growing from then on.',
  })
  planDays!: number;
  @Field(() => Float, { description: 'Days behind: in delivery, or in planning if that is more; negative when ahead.' })
  behindDays!: number;
  @Field(() => BehindCauseEnum, { nullable: true, description: 'Why it is behind: its delivery or its plan; null when it is not behind.' })
  cause!: BehindCause | null;
  @Field(() => Float, {
    description:
      'r: 1 where the pillar is not behind; it halves with every half-life h of days behind: min(1, 2^(−behindDays / h)), h being the policy’s halfLifeDays.',
  })
  standing!: number;
  @Field(() => Float, { description: 'The median standing of the other three − its own: the signal BEHIND.' })
  lag!: number;
  @Field(() => Float, { description: 'How far, in half-lives, it outran its plan and the other three: the signal AHEAD.' })
  lead!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'How many days later than their baselines milestones were achieved, or are forecast, on average by value; null without milestones.',
  })
  slipDays!: number | null;
}

@ObjectType('Synergy', { description: 'The balance between two neighbouring pillars.' })
export class SynergyType {
  @Field(() => PillarPairEnum, { description: 'The pair.' })
  pair!: PillarPair;
  @Field(() => Float, { description: 'C over the two.' })
  c!: number;
  @Field(() => Float, { description: 'D over the two.' })
  d!: number;
  @Field(() => GradeType, { description: 'The grade of D, not capped.' })
  grade!: GradeType;
}

@ObjectType('Balance', { description: 'The balance of a program at a date: do all four pillars stand where they should, and together?' })
export class BalanceType {
  @Field(() => LocalDate, { description: 'The date at which it is judged.' })
  on!: string;
  @Field(() => String, { description: 'The key of the phase entered last on or before the date.' })
  phaseKey!: string;
  @Field(() => Float, { description: 'T: how well the program keeps to its plan as a whole: the mean of the four standings; 0 to 1.' })
  t!: number;
  @Field(() => Float, {
    description:
      'C: how alike the standings are; 0 to 1. √((1 − the mean difference |r_i − r_j| of the six pairs) · (Π r_i / max r)^{1/3}); 1 where all are alike.',
  })
  c!: number;
  @Field(() => Float, {
    description: 'D: how well the four pillars keep to their plan, and together: √(C·T), the coupling coordination degree; 0 to 1.',
  })
  d!: number;
  @Field(() => GradeType, {
    description: 'The grade of D, but at most one above that of the weakest standing: no program is graded far above its weakest pillar.',
  })
  grade!: GradeType;
  @Field(() => Boolean, { description: 'Whether the weakest standing holds the grade down.' })
  capped!: boolean;
  @Field(() => PillarEnum, {
    nullable: true,
    description: 'The pillar that holds the grade down; null if the grade is not capped, or on a tie.',
  })
  cappedBy!: Pillar | null;
  @Field(() => PillarEnum, { nullable: true, description: 'The pillar with the smallest standing; null on a tie.' })
  weakest!: Pillar | null;
  @Field(() => [PillarEnum], { description: 'The pillars with the smallest standing, the tied too.' })
  weakestPillars!: readonly Pillar[];
  @Field(() => Int, {
    description:
      'The version of the definitions by which it was worked out: 2. Evaluations that were recorded under rule 1 stay as they are.',
  })
  rule!: number;
  @Field(() => Boolean, {
    description:
      'Whether no baseline has been due in any pillar so far: then there is no grade to speak of, and whoever shows the balance says so instead.',
  })
  nothingDueYet!: boolean;
  @Field(() => [PillarBalanceType], { description: 'Always four: leadership, culture, process, technology.' })
  pillars!: readonly PillarBalanceType[];
  @Field(() => [SynergyType], { description: 'Always three: leadership–culture, culture–process, process–technology.' })
  synergies!: readonly SynergyType[];
  /** Loads the late work that the balance's story names, when the story is requested; undefined if milestones are not known. */
  lateWork?: (() => Promise<LateWorkByPillar | undefined>) | undefined;
  /** Whether the balance is of a future day, which its story mentions. */
  foreseen?: boolean | undefined;
  /** The computed balance, from which the story is told. */
  told!: Balance;
}

const levelOf = (d: number): number => Math.max(1, Math.ceil(Math.round(10 * d * 1e12) / 1e12));
const gradeOf = (level: number): GradeType => GRADES[level - 1]!;
const shownSynergy = (synergy: Synergy): SynergyType => ({
  pair: synergy.pair,
  c: synergy.c,
  d: synergy.d,
  grade: gradeOf(levelOf(synergy.d)),
});

/** Adds the names of the grades to a balance for GraphQL. Copies member by member: spreading took ten times as long. */
export const shownBalance = (balance: Balance, lateWork?: BalanceType['lateWork']): BalanceType => ({
  told: balance,
  lateWork,
  on: balance.on,
  phaseKey: balance.phaseKey,
  t: balance.t,
  c: balance.c,
  d: balance.d,
  grade: gradeOf(balance.level),
  capped: balance.capped,
  cappedBy: balance.cappedBy,
  weakest: balance.weakest,
  weakestPillars: balance.weakestPillars,
  rule: balance.rule,
  nothingDueYet: balance.nothingDueYet,
  pillars: balance.pillars,
  synergies: balance.synergies.map(shownSynergy),
});

/** A balance of a future day under the assumptions of an outlook. */
export const shownOutlook = (balance: Balance): BalanceType => ({ ...shownBalance(balance), foreseen: true });
