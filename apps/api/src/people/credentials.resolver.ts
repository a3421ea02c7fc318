import { titleCheck } from '#domain/checks.js';
import { AccessTokens } from '#identity/access/access-tokens.js';
import { isRefused, refused, type IdentityRefusal } from '#identity/refusal.js';
import { Sessions } from '#identity/access/sessions.js';
import { Args, Context, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { userErrorOf } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { forbidden } from '../graphql/forbidden.js';
import { RequestContext } from '../graphql/request-context.js';
import { RevokeAccessTokenInput, EndSessionInput, MakeAccessTokenInput } from './access.inputs.js';
import { AccessTokenPayload, DonePayload } from './access.payloads.js';
import { AccessTokenType, SessionType } from './credential.types.js';
import { isAdministrator, notByAccessToken } from './rights.js';
import { Trail } from './trail.js';
import { ViewerType } from './viewer.js';

/** The access tokens and sessions of the viewer, and for administrators the tokens of others. */
@Resolver(() => ViewerType)
export class CredentialsResolver {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly signedIn: Sessions,
    private readonly trail: Trail,
  ) {}

  @ResolveField(() => [AccessTokenType], {
    description: 'The viewer’s access tokens, the newest first, the revoked ones too; a token that reaches only some programs sees itself.',
  })
  async tokens(@Context() context: RequestContext): Promise<AccessTokenType[]> {
    context.isVolatile = true;
    const { id, token: current, scope } = context.principal;
    const tokens = await this.accessTokens.of(id);
    return tokens.filter((token) => !scope?.programs || token.id === current).map((token) => new AccessTokenType(token));
  }

  @ResolveField(() => [SessionType], {
    description: 'The browsers in which the viewer is signed in, the last used first; none for a token that reaches only some programs.',
  })
  async sessions(@Context() context: RequestContext): Promise<SessionType[]> {
    context.isVolatile = true;
    const { id, session: current, scope } = context.principal;
    if (scope?.programs) return [];
    return (await this.signedIn.of(id)).map((session) => new SessionType(session, current));
  }

  @Mutation(() => AccessTokenPayload, { description: 'Makes an access token, which is shown this once.' })
  async makeAccessToken(
    @Args('input', what('makeAccessToken')) input: MakeAccessTokenInput,
    @Context() context: RequestContext,
  ): Promise<AccessTokenPayload> {
    const person = this.whose(input.personId, context);
    const { name, write, programIds, expiresAt } = input;
    const wrong = titleCheck(name, 'name');
    if (wrong) return this.refusal({ code: wrong.refused, field: ['name'] }, context);
    const seen = new Set(await context.access.seenAmong(programIds ?? []));
    const known = new Set((await context.loaders.live.programs.loadMany([...seen])).flatMap((one) => (one && 'id' in one ? [one.id] : [])));
    const unknown = (programIds ?? []).findIndex((id) => !known.has(id));
    if (unknown >= 0) return this.refusal(refused('PROGRAM_NOT_FOUND', 'programIds', `${unknown}`), context);
    const made = await this.accessTokens.make({
      ...{ person, name, write },
      ...(programIds ? { programs: programIds } : {}),
      ...(expiresAt ? { expiresAt: new Date(expiresAt).toISOString() } : {}),
    });
    if (isRefused(made)) return this.refusal(made, context);
    const { id: token, expiresAt: ends } = made.accessToken;
    await this.trail.note(context, 'TOKEN_MADE', person, { token, name, write, programs: programIds ?? 'all', expiresAt: ends ?? null });
    return { token: made.token, accessToken: new AccessTokenType(made.accessToken), userErrors: [] };
  }

  @Mutation(() => AccessTokenPayload, { description: 'Revokes an access token at once.' })
  async revokeAccessToken(
    @Args('input', what('revokeAccessToken')) { id, personId }: RevokeAccessTokenInput,
    @Context() context: RequestContext,
  ): Promise<AccessTokenPayload> {
    const person = this.whose(personId, context);
    const revoked = await this.accessTokens.revoke(person, id);
    if (!revoked) return this.refusal(refused('TOKEN_NOT_FOUND', 'id'), context);
    await this.trail.note(context, 'TOKEN_REVOKED', person, { token: id });
    return { token: null, accessToken: new AccessTokenType(revoked), userErrors: [] };
  }

  @Mutation(() => DonePayload, { description: 'Ends a session of one’s own at once.' })
  async endSession(@Args('input', what('endSession')) { id }: EndSessionInput, @Context() context: RequestContext): Promise<DonePayload> {
    notByAccessToken(context);
    const done = await this.signedIn.end(context.principal.id, id);
    if (!done) return { done, userErrors: [userErrorOf(refused('SESSION_NOT_FOUND', 'id'), context.language)] };
    await this.trail.note(context, 'SESSION_ENDED', context.principal.id, { session: id });
    return { done, userErrors: [] };
  }

  @Mutation(() => DonePayload, { description: 'Signs the viewer out in every browser, this one too.' })
  async signOutEverywhere(@Context() context: RequestContext): Promise<DonePayload> {
    notByAccessToken(context);
    await this.signedIn.endAll(context.principal.id);
    await this.trail.note(context, 'SESSION_ENDED', context.principal.id);
    return { done: true, userErrors: [] };
  }

  /** @throws GraphQLError FORBIDDEN */
  private whose(personId: string | null | undefined, context: RequestContext): string {
    notByAccessToken(context);
    const person = personId ?? context.principal.id;
    if (person !== context.principal.id && !isAdministrator(context)) throw forbidden();
    return person;
  }

  private refusal(refusal: IdentityRefusal, { language }: RequestContext): AccessTokenPayload {
    return { token: null, accessToken: null, userErrors: [userErrorOf(refusal, language)] };
  }
}
