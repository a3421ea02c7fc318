import { PersonType } from '#read-models/people/person.type.js';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';
import { isForgotten, shownName } from './former-member.js';

@Resolver(() => PersonType)
export class PersonFields {
  @ResolveField(() => String, { nullable: true, description: 'The name in the directory; null if there is none.' })
  async name(@Parent() { id }: PersonType, @Context() context: RequestContext): Promise<string | null> {
    const name = await context.loaders.names.load(id);
    return name === null ? null : shownName(name, context.language);
  }

  @ResolveField(() => Boolean, { description: 'Whether the person was forgotten: the name was erased, and what they did stays.' })
  async erased(@Parent() { id }: PersonType, @Context() context: RequestContext): Promise<boolean> {
    return isForgotten(await context.loaders.names.load(id));
  }
}
