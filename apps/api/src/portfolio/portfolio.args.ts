import type { Perspective } from '#domain/balance/balance.js';
import type { Every } from '#read-models/balance/steps.js';
import { EveryEnum, PerspectiveEnum, ProgramStatusEnum } from '#read-models/schema/enums.js';
import { LocalDate, UUID } from '#read-models/schema/scalars.js';
import { ArgsType, Field } from '@nestjs/graphql';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';
import { CutArgs, perspectives } from '../program/program.args.js';

@ArgsType()
class ProgramsChosen extends AllProgramsCutArgs {
  @Field(() => [UUID], { nullable: true, description: 'Only these programs, as far as the viewer may see them.' })
  programs?: string[] | null;
  @Field(() => ProgramStatusEnum, { nullable: true, description: 'Only those with this status.' })
  status?: 'ACTIVE' | 'CLOSED' | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those with, or without, an open drift episode.' })
  hasOpenDrift?: boolean | null;
}

@ArgsType()
export class PortfolioArgs extends ProgramsChosen {
  @Field(() => PerspectiveEnum, {
    nullable: true,
    defaultValue: 'AS_KNOWN_NOW',
    description: `${perspectives} The trend is judged so, too: with AS_KNOWN_NOW the last value is that of \`balance\`, with AS_KNOWN_THEN all are those of \`portfolioTimeline\` and \`balanceSeries\`.`,
  })
  perspective?: Perspective | null;
}

@ArgsType()
export class PortfolioTimelineArgs extends ProgramsChosen {
  @Field(() => LocalDate, { description: 'The first date.' })
  from!: string;
  @Field(() => LocalDate, { description: 'The last date at the latest; not after today.' })
  to!: string;
  @Field(() => EveryEnum, { nullable: true, defaultValue: 'WEEK', description: 'The step.' })
  every?: Every | null;
  @Field(() => PerspectiveEnum, { nullable: true, defaultValue: 'AS_KNOWN_THEN', description: perspectives })
  perspective?: Perspective | null;
}

@ArgsType()
export class BalanceSeriesArgs extends CutArgs {
  @Field(() => UUID, { description: 'The program.' })
  programId!: string;
  @Field(() => LocalDate, { description: 'The first date.' })
  from!: string;
  @Field(() => LocalDate, { description: 'The last date at the latest; not after today.' })
  to!: string;
  @Field(() => EveryEnum, { nullable: true, defaultValue: 'WEEK', description: 'The step.' })
  every?: Every | null;
  @Field(() => PerspectiveEnum, { nullable: true, defaultValue: 'AS_KNOWN_THEN', description: perspectives })
  perspective?: Perspective | null;
}
