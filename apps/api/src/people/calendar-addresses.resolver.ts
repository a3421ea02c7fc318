import { CalendarAddresses } from '#identity/access/calendar-addresses.js';
import { isRefused, refused, type IdentityRefusal } from '#identity/refusal.js';
import { Args, Context, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { userErrorOf } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { RequestContext } from '../graphql/request-context.js';
import { PublicAddress } from '../pages/public-address.js';
import { MakeCalendarAddressInput, RevokeCalendarAddressInput } from './access.inputs.js';
import { CalendarAddressPayload } from './access.payloads.js';
import { CalendarAddressType } from './credential.types.js';
import { notByAccessToken } from './rights.js';
import { Trail } from './trail.js';
import { ViewerType } from './viewer.js';

/** The secret addresses of the viewer’s calendars. */
@Resolver(() => ViewerType)
export class CalendarAddressesResolver {
  constructor(
    private readonly addresses: CalendarAddresses,
    private readonly here: PublicAddress,
    private readonly trail: Trail,
  ) {}

  @ResolveField(() => [CalendarAddressType], {
    description: 'The secret addresses of the viewer’s calendars, the newest first; none for a token that reaches only some programs.',
  })
  async calendarAddresses(@Context() context: RequestContext): Promise<CalendarAddressType[]> {
    context.isVolatile = true;
    const { id, scope } = context.principal;
    if (scope?.programs) return [];
    return (await this.addresses.of(id)).map((one) => new CalendarAddressType(one));
  }

  @Mutation(() => CalendarAddressPayload, {
    description:
      'Makes the secret address of a calendar of milestones and gates, which is shown this once. It replaces the one made before for the same, which ends at once.',
  })
  async makeCalendarAddress(
    @Args('input', what('makeCalendarAddress')) { programId }: MakeCalendarAddressInput,
    @Context() context: RequestContext,
  ): Promise<CalendarAddressPayload> {
    notByAccessToken(context);
    const { id } = context.principal;
    if (programId && !(await context.loaders.live.programs.load(programId)))
      return this.refusal(refused('PROGRAM_NOT_FOUND', 'programId'), context);
    const made = await this.addresses.make(id, programId ?? undefined);
    if (isRefused(made)) return this.refusal(made, context);
    const { secret, calendarAddress } = made;
    await this.trail.note(context, 'TOKEN_MADE', id, { calendar: calendarAddress.id, program: programId ?? null });
    return {
      address: this.here.calendar(secret, context.language),
      calendarAddress: new CalendarAddressType(calendarAddress),
      userErrors: [],
    };
  }

  @Mutation(() => CalendarAddressPayload, { description: 'Ends the secret address of a calendar at once.' })
  async revokeCalendarAddress(
    @Args('input', what('revokeCalendarAddress')) { id }: RevokeCalendarAddressInput,
    @Context() context: RequestContext,
  ): Promise<CalendarAddressPayload> {
    notByAccessToken(context);
    const revoked = await this.addresses.revoke(context.principal.id, id);
    if (!revoked) return this.refusal(refused('CALENDAR_ADDRESS_NOT_FOUND', 'id'), context);
    await this.trail.note(context, 'TOKEN_REVOKED', context.principal.id, { calendar: id });
    return { address: null, calendarAddress: new CalendarAddressType(revoked), userErrors: [] };
  }

  private refusal(refusal: IdentityRefusal, { language }: RequestContext): CalendarAddressPayload {
    return { address: null, calendarAddress: null, userErrors: [userErrorOf(refusal, language)] };
  }
}
