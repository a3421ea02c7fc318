import type { ProjectionName } from '#read-models/registry.js';
import { CommandGateway } from '#application/commands/command-gateway.js';
import type { CommandOutcome, Receipt } from '#application/commands/command.js';
import type { Warning } from '#event-sourcing/commands/decider.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { HistoryEntryType } from '#read-models/history/history-entry.type.js';
import type { Language } from '#domain/language.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../graphql/request-context.js';
import { forbidden } from '../graphql/forbidden.js';
import type { UserErrorType, WarningType } from './payload.types.js';
import { userErrorCode } from './user-error-code.js';
import { wordingOf } from './wording.js';

/** How long an answer waits for the projections that it shows, in milliseconds. */
const WAIT_MS = 5_000;

/** The input of a mutation: the command's data, its id and its expected revision. */
export interface CommandSent {
  readonly commandId?: string | null;
  readonly expectedRevision?: number | null;
}

/** The result from which a payload is made. */
export interface Performed {
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserErrorType[];
  readonly warnings: readonly WarningType[];
  /** The input as sent, plus the ids that were made; undefined after a refusal and while the views lag. */
  readonly shown: Readonly<Record<string, unknown>> | undefined;
}

/** Sends mutations through the command gateway and prepares what their payloads show. */
@Injectable()
export class Commands {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly views: Views,
  ) {}

  /**
   * Sends a command and waits, bounded, until the named projections have passed it, so that writers read their own writes. If the
   * projections lag, the answer says `pending`.
   * @param folded inputs that the client did not send and a retry need not repeat
   * @throws GraphQLError FORBIDDEN
   */
  async perform(
    type: string,
    sent: CommandSent,
    context: RequestContext,
    shows: readonly ProjectionName[],
    folded?: object,
  ): Promise<Performed> {
    const { commandId, expectedRevision, ...data } = sent;
    const outcome = await this.gateway.execute({
      type,
      input: withoutNulls(data),
      ...(folded ? { folded: { ...folded } } : {}),
      principal: context.principal,
      sees: (programId) => context.access.sees(programId),
      // An administrator may charter anyway, also while there are no views yet.
      ...(type === 'CharterProgram' && !context.principal.administrator ? { isPmo: await context.access.isPmo() } : {}),
      correlationId: context.correlationId,
      ...(commandId == null ? {} : { commandId }),
      ...(expectedRevision == null ? {} : { expectedRevision }),
    });
    context.forget();
    if ('refusal' in outcome && outcome.refusal.code === 'FORBIDDEN') throw forbidden();
    if ('refusal' in outcome)
      return { receipt: null, userErrors: [userErrorOf(outcome.refusal, context.language)], warnings: [], shown: undefined };
    context.recorded.push({ commandId: commandId ?? null, ...outcome.receipt });
    const passed = await this.passed(outcome.receipt, shows);
    if (!passed) context.pending = true;
    const warnings = (outcome.warnings ?? []).map((warning) => warningOf(warning, context.language));
    return { receipt: outcome.receipt, userErrors: [], warnings, shown: passed ? outcome.input : undefined };
  }

  private async passed({ position }: Receipt, shows: readonly ProjectionName[]): Promise<boolean> {
    return position === null || (await this.views.waitFor(position, shows, WAIT_MS)) === 'passed';
  }
}

type RefusedCommand = Extract<CommandOutcome, { refusal: unknown }>['refusal'];

/** Converts a refusal for the client. */
export function userErrorOf({ code, field, conflict }: RefusedCommand, language: Language): UserErrorType {
  const { message, retryable } = wordingOf(code, language) ?? { message: code, retryable: false };
  return { code: userErrorCode(code), message, retryable, field: field ?? null, conflict: conflict ? entryOf(conflict) : null };
}

const warningOf = ({ warned: code, field }: Warning, language: Language): WarningType => ({
  code,
  message: wordingOf(code, language)?.message ?? code,
  field,
});

const entryOf = (event: StoredEvent): HistoryEntryType => new HistoryEntryType(event);

/** Default values of input members. GraphQL fills them in for an omitted member, but not for null. */
const DEFAULTS: Readonly<Record<string, unknown>> = { weight: 1 };

/** Removes null members: null and an omitted member mean the same, so that the same command has the same hash. */
function withoutNulls(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const stated = value ?? DEFAULTS[key];
      return stated == null ? [] : [[key, plain(stated)]];
    }),
  );
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? withoutNulls(value as Record<string, unknown>) : value;
}
