import type { Warning } from '#event-sourcing/commands/decider.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { Receipt } from '#event-sourcing/commands/handle.js';

export type { Receipt };

/** The person or process that sends a command or asks a question. Roles in programs are events, and not part of it. */
export interface Principal {
  /** An opaque person id. */
  readonly id: string;
  /** May do everything in every program, which is then recorded as an administrator's act. */
  readonly administrator: boolean;
  /** May read every program. */
  readonly auditor?: boolean;
  /** The limits of the access token that was used; missing: none. */
  readonly scope?: Scope;
}

/** What an access token permits of that which its owner may. */
export interface Scope {
  /** Whether it may send commands. */
  readonly write: boolean;
  /** The ids of the programs that it may reach; missing: all. */
  readonly programs?: readonly string[];
}

/** Evenkeel's own principal: the saga and the schedule act under this id. */
export const EVENKEEL: Principal = { id: 'evenkeel', administrator: true };

/** A command as the gateway takes it. `input` is what was sent, with defaults, without commandId and expectedRevision. */
export interface CommandRequest {
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  /** The command's id; default: a new one, with which the command cannot be retried safely. */
  readonly commandId?: string;
  readonly expectedRevision?: number;
  /**
   * Whether the principal may see a program by what its stream does not say, such as owning another initiative in it. A refusal then says
   * FORBIDDEN instead of not found. Default: only by the program's stream.
   */
  readonly sees?: (programId: string) => Promise<boolean>;
  /** Whether the principal is a PMO of some program, and so may charter another. */
  readonly isPmo?: boolean;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** Inputs that were folded before the command, such as a balance; they are not part of the command's hash. */
  readonly folded?: Readonly<Record<string, unknown>>;
  /** The history that a command is imported from: `actor` acted at that time, and the principal imports it. */
  readonly imported?: { readonly from: string; readonly actor: string; readonly occurredAt: string };
  /**
   * Set if the command follows from an event: it occurred at the time of that event, or of the stream's last event if that is later, with
   * the same import marks.
   */
  readonly following?: { readonly occurredAt: string; readonly importedFrom?: string; readonly importedBy?: string };
}

export type CommandOutcome =
  /** `input`: as sent, plus the ids that were made. `repeated`: the command had been executed before; the receipt is the first one. */
  | {
      readonly receipt: Receipt;
      readonly input: Readonly<Record<string, unknown>>;
      readonly repeated?: true;
      readonly warnings?: readonly Warning[];
    }
  /** `conflict`: with the code CONFLICT, the first event after the revision that the client expected. */
  | { readonly refusal: { readonly code: string; readonly field?: readonly string[]; readonly conflict?: StoredEvent } };
