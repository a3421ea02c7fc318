import { titleCheck } from '#domain/checks.js';
import { refuse } from '#domain/refusals.js';
import { Directory } from '#identity/people/directory.js';
import { person, PersonType } from '#read-models/people/person.type.js';
import { Args, Context, Field, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { userErrorOf } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { UserErrorType } from '../commands/payload.types.js';
import { RequestContext } from '../graphql/request-context.js';
import { administratorsOnly } from '../installation/administrators.js';
import { SetPersonNameInput } from '../installation/installation.inputs.js';
import { isForgotten } from './former-member.js';
import { Trail } from './trail.js';

@ObjectType('PersonPayload', { description: 'The answer to a change of the directory.' })
export class PersonPayload {
  @Field(() => PersonType, { nullable: true, description: 'The person after it; null on a refusal.' })
  person!: PersonType | null;
  @Field(() => [UserErrorType], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: readonly UserErrorType[];
}

@Resolver(() => PersonType)
export class DirectoryResolver {
  constructor(
    private readonly directory: Directory,
    private readonly trail: Trail,
  ) {}

  @Mutation(() => PersonPayload, {
    description:
      'Sets the name of a person in the directory, which is not recorded as an event but in the security log. For administrators; one’s own for everyone.',
  })
  async setPersonName(
    @Args('input', what('setPersonName')) { personId, name }: SetPersonNameInput,
    @Context() context: RequestContext,
  ): Promise<PersonPayload> {
    // Everyone may correct their own name; the security log keeps the one before.
    if (personId !== context.principal.id || context.principal.scope) administratorsOnly(context);
    const before = (await this.directory.names([personId])).get(personId);
    const wrong = titleCheck(name, 'name') ?? (isForgotten(before) ? refuse('PERSON_FORGOTTEN', 'personId') : undefined);
    if (wrong) {
      const refusal = { code: wrong.refused, ...(wrong.field ? { field: wrong.field } : {}) };
      return { person: null, userErrors: [userErrorOf(refusal, context.language)] };
    }
    await this.directory.set(personId, name);
    if (before !== name) await this.trail.note(context, 'NAME_CHANGED', personId, { from: before ?? null, to: name });
    context.forget();
    return { person: person(personId), userErrors: [] };
  }
}
