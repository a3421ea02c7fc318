import { PersonType } from '#read-models/people/person.type.js';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';

@Resolver(() => PersonType)
export class PersonFields {
  @ResolveField(() => String, { nullable: true, description: 'The name in the directory; null if there is none.' })
  name(@Parent() { id }: PersonType, @Context() context: RequestContext): Promise<string | null> {
    return context.loaders.names.load(id);
  }
}
