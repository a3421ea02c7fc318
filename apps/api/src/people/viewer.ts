import type { MilestoneDisplayState } from '#read-models/milestones/milestone-view.js';
import { withLists } from '#read-models/milestones/milestone-filter.js';
import { MilestoneConnectionType, MilestoneType } from '#read-models/milestones/milestone.type.js';
import { person, PersonType } from '#read-models/people/person.type.js';
import { ProgramConnectionType, ProgramType } from '#read-models/programs/program.type.js';
import type { Connection } from '#read-models/schema/connection.js';
import { MilestoneStateEnum } from '#read-models/schema/enums.js';
import { LocalDate } from '#read-models/schema/scalars.js';
import { Args, ArgsType, Context, Field, ObjectType, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PagingArgs, shownPage } from '../graphql/paging.args.js';
import { RequestContext } from '../graphql/request-context.js';
import type { InstallationRole } from '#identity/people/people.js';
import { InstallationRoleEnum, ViewerRoleType } from './account.types.js';
import { shownMilestones } from '../milestone/shown-milestones.js';

@ObjectType('Viewer', { description: 'The person who sends the request, and what concerns them.' })
export class ViewerType {
  @Field(() => PersonType, { description: 'The person who sends the request.' })
  person!: PersonType;
  @Field(() => [InstallationRoleEnum], { description: 'The viewer’s roles for the whole installation.' })
  installationRoles!: readonly InstallationRole[];
}

@ArgsType()
export class ViewerMilestonesArgs extends PagingArgs {
  @Field(() => MilestoneStateEnum, { nullable: true, description: 'Only those in this state today.' })
  state?: MilestoneDisplayState | null;
  @Field(() => LocalDate, { nullable: true, description: 'Only those with a forecast on or before this date.' })
  forecastTo?: string | null;
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'The person who sends the request.' })
  viewer(@Context() context: RequestContext): ViewerType {
    const { id, administrator, auditor } = context.principal;
    return {
      person: person(id),
      installationRoles: [...(administrator ? ['ADMINISTRATOR' as const] : []), ...(auditor ? ['AUDITOR' as const] : [])],
    };
  }

  @ResolveField(() => [ViewerRoleType], { description: 'What the viewer is in each program today; nothing for a right to see all.' })
  async roles(@Context() context: RequestContext): Promise<ViewerRoleType[]> {
    const found = await context.access.parts();
    return found.map(({ program, roles, leads, contributesTo }) => ({
      ...{ program: context.loaders.live.program(program), roles, leads, contributesTo },
    }));
  }

  @ResolveField(() => ProgramConnectionType, { description: 'The programs that the viewer may see, oldest charter first.' })
  async programs(@Args() args: PagingArgs, @Context() context: RequestContext): Promise<Connection<ProgramType>> {
    const { live } = context.loaders;
    return shownPage(await live.reading.programs.page({ among: await context.access.among() }, args), (state) => live.program(state));
  }

  @ResolveField(() => MilestoneConnectionType, {
    description: 'The milestones of the initiatives that the viewer owns today, soonest forecast first.',
  })
  async milestones(@Args() args: ViewerMilestonesArgs, @Context() context: RequestContext): Promise<Connection<MilestoneType>> {
    const among = await context.access.among();
    return shownMilestones(context.loaders.live, { ...withLists({ ...args, ownerId: context.principal.id }), among }, null, args);
  }
}
