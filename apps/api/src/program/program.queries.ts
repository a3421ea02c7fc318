import { ProgramConnectionType, ProgramType } from '#read-models/programs/program.type.js';
import type { Connection } from '#read-models/schema/connection.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';
import { eitherWay, shownPage } from '../graphql/paging.args.js';
import { RequestContext } from '../graphql/request-context.js';
import { CutArgs, ProgramsArgs } from './program.args.js';

@Resolver(() => ProgramType)
export class ProgramQueries {
  @Query(() => ProgramType, { nullable: true, description: 'A program by its id.' })
  async program(
    @Args('id', { type: () => UUID, description: 'Its id.' }) id: string,
    @Args() cut: CutArgs,
    @Context() context: RequestContext,
  ): Promise<ProgramType | null> {
    return (await context.at(cut, () => context.zoneOfProgram(id))).programs.load(id);
  }

  @Query(() => ProgramConnectionType, {
    description: 'The programs that the viewer may see, oldest charter first unless ordered otherwise.',
  })
  async programs(
    @Args() args: ProgramsArgs,
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<ProgramType>> {
    const loaders = await context.at(cut);
    const filter = { ...args, among: await context.access.among() };
    return shownPage(await loaders.reading.programs.page(filter, eitherWay(args)), (state) => loaders.program(state));
  }
}
