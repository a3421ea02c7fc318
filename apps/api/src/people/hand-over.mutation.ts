import { addDays, dateAt } from '#domain/calendar.js';
import { handOverCommands } from '#application/permitted/hand-over.js';
import type { AnyCommand } from '#application/commands/policy.js';
import { uuidFrom, newUuid } from '#event-sourcing/uuid.js';
import { Directory } from '#identity/people/directory.js';
import { People } from '#identity/people/people.js';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Commands, userErrorOf } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { RequestContext } from '../graphql/request-context.js';
import { HandOverInput } from './access.inputs.js';
import { HandOverItemType, HandOverPayload } from './access.payloads.js';
import { responsibilitiesOf, type InProgram } from './responsibilities.js';
import { Trail } from './trail.js';

interface Refused {
  readonly code: string;
  readonly field: readonly string[];
}

@Resolver(() => HandOverItemType)
export class HandOverMutation {
  constructor(
    private readonly commands: Commands,
    private readonly people: People,
    private readonly directory: Directory,
    private readonly trail: Trail,
  ) {}

  @Mutation(() => HandOverPayload, {
    description:
      'Hands over everything that a person answers for to a successor, in the programs in which the sender may assign owners, leads and roles. Ownership and leads change on that date; roles hold for the successor at once. Each item is a command of its own: one that is refused does not stop the others.',
  })
  async handOver(@Args('input', what('handOver')) input: HandOverInput, @Context() context: RequestContext): Promise<HandOverPayload> {
    const { fromId, toId, on } = input;
    const refusal = await this.problem(input);
    if (refusal) return { items: [], userErrors: [userErrorOf(refusal, context.language)] };
    const commandId = input.commandId ?? newUuid();
    const items: HandOverItemType[] = [];
    for (const found of await responsibilitiesOf(fromId, context)) {
      const commands = handOverCommands(found.program, found.responsibilities, toId, on ?? found.today, found.today);
      for (const command of commands)
        items.push(await this.item(command, found, uuidFrom(commandId, command.type, JSON.stringify(command.data)), context));
    }
    if (items.length > 0)
      await this.trail.note(context, 'HANDED_OVER', fromId, {
        to: toId,
        done: items.filter(({ code }) => code === null).length,
        of: items.length,
      });
    context.forget();
    return { items, userErrors: [] };
  }

  private async problem({ fromId, toId, on }: HandOverInput): Promise<Refused | undefined> {
    if (fromId === toId) return { code: 'SUCCESSOR_IS_SAME', field: ['toId'] };
    // A day that has ended everywhere: what a person answered for then is history.
    if (on != null && on < addDays(dateAt(new Date().toISOString(), 'UTC'), -1)) return { code: 'HAND_OVER_IN_PAST', field: ['on'] };
    const [accounts, names] = await Promise.all([this.people.byIds([toId]), this.directory.names([fromId, toId])]);
    for (const [field, id] of [
      ['fromId', fromId],
      ['toId', toId],
    ] as const)
      if (!names.has(id) && !accounts.has(id)) return { code: 'PERSON_UNKNOWN', field: [field] };
    return accounts.get(toId)?.deactivatedAt ? { code: 'PERSON_NOT_FOUND', field: ['toId'] } : undefined;
  }

  private async item(
    command: AnyCommand,
    { program: state }: InProgram,
    commandId: string,
    context: RequestContext,
  ): Promise<HandOverItemType> {
    const { type, data } = command;
    const error = await this.commands.perform(type, { ...data, commandId }, context, ['programs', 'initiatives']).then(
      ({ userErrors }) => userErrors[0],
      (failure: unknown) => userErrorOf({ code: codeOf(failure) }, context.language),
    );
    if (!error && (command.type === 'GrantRole' || command.type === 'RevokeRole')) {
      const { personId, programId, role } = command.data;
      await this.trail.note(context, command.type === 'GrantRole' ? 'ROLE_GRANTED' : 'ROLE_REVOKED', personId, { programId, role });
    }
    const { live } = context.loaders;
    const initiative =
      'initiativeId' in data && typeof data.initiativeId === 'string' ? await live.initiatives.load(data.initiativeId) : null;
    return { command: type, program: live.program(state), initiative, code: error?.code ?? null, message: error?.message ?? null };
  }
}

/** The code of a failure that is told for one item. @throws what is no refusal of a right */
function codeOf(failure: unknown): string {
  const code = (failure as { readonly extensions?: { readonly code?: unknown } }).extensions?.code;
  if (code === 'FORBIDDEN') return code;
  throw failure;
}
