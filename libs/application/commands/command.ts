import type { Warning } from '#event-sourcing/decider.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { Receipt } from '#event-sourcing/handle.js';

export type { Receipt };

/** Who asks. Until roles arrive the administrator may do all. */
export interface Principal {
  readonly id: string;
  readonly administrator: boolean;
}

/** Evenkeel itself: what its saga and its schedule do is done under this id. */
export const EVENKEEL: Principal = { id: 'evenkeel', administrator: true };

/** A command as the gateway takes it. `input` is what was sent, with defaults, without commandId and expectedRevision. */
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
  /** It follows from an event: it occurred when that event did, or with the stream's last where that is later, under its import marks. */
  readonly following?: { readonly occurredAt: string; readonly importedFrom?: string; readonly importedBy?: string };
}

export type CommandOutcome =
  /** `input`: as sent, with the ids that were made. `repeated`: the command had been done before; the receipt is of then. */
  | {
      readonly receipt: Receipt;
      readonly input: Readonly<Record<string, unknown>>;
      readonly repeated?: true;
      readonly warnings?: readonly Warning[];
    }
  /** `conflict`: with CONFLICT, the first event that came after the revision the client expected. */
  | { readonly refusal: { readonly code: string; readonly field?: readonly string[]; readonly conflict?: StoredEvent } };
