import { canonicalJson } from '../canonical-json.js';
import { commandHash } from '../commands/command-hash.js';
import type { Fact, NewEvent, Position } from '../event.js';
import { newUuid, uuidFrom } from '../uuid.js';

/** The stream of what concerns the installation itself and no program. */
export const INSTALLATION = 'installation';

/** Something that a start found to be lost. Positions are those of the log; null: there is no event. */
export type Loss =
  /** events.sqlite is missing although it existed. `remembered`: the last position known to be acknowledged; null: unknown. */
  | { readonly kind: 'STORE_MISSING'; readonly remembered: Position | null }
  /** The log ends before the last acknowledged event. */
  | { readonly kind: 'STORE_BEHIND'; readonly remembered: Position; readonly present: Position | null }
  /** The log has another event at the position of the last acknowledged one. */
  | { readonly kind: 'STORE_DIFFERS'; readonly remembered: Position }
  /** The views have passed events that the store does not have. */
  | { readonly kind: 'VIEWS_AHEAD'; readonly remembered: Position; readonly present: Position | null; readonly kept: string }
  /**
   * A gap between other events, whose events were the last of their streams. Each position gets a placeholder event in a stream
   * `lost-<position>`.
   */
  | { readonly kind: 'EVENTS_MISSING'; readonly from: Position; readonly to: Position }
  | { readonly kind: 'HIGH_WATER_UNREADABLE' }
  /** The vault with people's names and tokens is missing. */
  | { readonly kind: 'VAULT_MISSING' };

/** An operator started the installation although something was lost. */
export type LossAccepted = Fact<'LossAccepted', { readonly losses: readonly Loss[] }>;

export type InstallationEvent = LossAccepted;

/**
 * Makes the event that records an accepted loss. Whoever can start the installation is its administrator.
 * @param now RFC 3339 in UTC with milliseconds
 */
export function lossAccepted(losses: readonly Loss[], now: string): NewEvent<LossAccepted> {
  const commandId = newUuid();
  const input = { losses: JSON.parse(canonicalJson(losses)) as readonly Loss[] };
  return {
    id: uuidFrom(INSTALLATION, commandId, 0),
    type: 'LossAccepted',
    data: { losses },
    metadata: {
      actor: 'administrator',
      commandHash: commandHash('AcceptLoss', input),
      commandId,
      correlationId: commandId,
      occurredAt: now,
      occurredOn: now.slice(0, 10),
      recordedAt: now,
    },
  };
}
