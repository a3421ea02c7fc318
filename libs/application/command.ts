import type { StoredEvent, Position } from '#event-sourcing/event.js';

/** Who asks. Until roles arrive the administrator may do all. */
export interface Principal {
  readonly id: string;
  readonly administrator: boolean;
}

/** A command as the door takes it. `input` is what was sent, with defaults, without commandId and expectedRevision. */
export interface CommandRequest {
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  /** Left out: a new one is made, and the command cannot be repeated safely. */
  readonly commandId?: string;
  readonly expectedRevision?: number;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** Inputs that were folded before the command, such as a balance; they are not part of the command's hash. */
  readonly folded?: Readonly<Record<string, unknown>>;
  /** History: `actor` acted then; the principal imports. */
  readonly imported?: { readonly from: string; readonly actor: string; readonly occurredAt: string };
}

export interface Receipt {
  readonly stream: string;
  /** Of the stream's last event after the command. */
  readonly revision: number;
  /** Of the last event that the command stored, else of the stream's last event. */
  readonly position: Position | null;
  /** How many events it stored; 0: nothing changed. */
  readonly events: number;
}

export type CommandOutcome =
  /** `input`: as sent, with the ids that were made. */
  | { readonly receipt: Receipt; readonly input: Readonly<Record<string, unknown>> }
  /** `conflict`: with CONFLICT, the first event that came after the revision the client expected. */
  | { readonly refusal: { readonly code: string; readonly field?: readonly string[]; readonly conflict?: StoredEvent } };
