import { SecurityLog, type SecurityAct } from '#identity/security-log.js';
import { PersonId } from '#read-models/schema/scalars.js';
import { Args, ArgsType, Context, Field, Query, Resolver } from '@nestjs/graphql';
import { PagingArgs } from '../graphql/paging.args.js';
import { RequestContext } from '../graphql/request-context.js';
import { SecurityActEnum, SecurityEntryType, SecurityLogPageType } from './security-log.types.js';
import { overseersOnly } from './rights.js';

const MOST = 100;

@ArgsType()
export class SecurityLogArgs extends PagingArgs {
  @Field(() => PersonId, { nullable: true, description: 'Only what this person did, or what is about them.' })
  personId?: string | null;
  @Field(() => SecurityActEnum, { nullable: true, description: 'Only this.' })
  act?: SecurityAct | null;
}

@Resolver(() => SecurityEntryType)
export class SecurityLogResolver {
  constructor(private readonly log: SecurityLog) {}

  @Query(() => SecurityLogPageType, {
    description: 'Who signed in, was let in, got and lost access; kept for three years. For administrators and auditors of all programs.',
  })
  async securityLog(
    @Args() { first, after, personId, act }: SecurityLogArgs,
    @Context() context: RequestContext,
  ): Promise<SecurityLogPageType> {
    overseersOnly(context);
    context.isVolatile = true;
    const filter = { ...(personId ? { person: personId } : {}), ...(act ? { act } : {}) };
    const { entries, next } = await this.log.page(Math.min(Math.max(first ?? 20, 1), MOST), after ?? undefined, filter);
    return { entries: entries.map((entry) => new SecurityEntryType(entry)), next: next ?? null };
  }
}
