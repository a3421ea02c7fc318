import type { Database } from 'better-sqlite3';
import { EventDamagedError, type Fault } from '#event-sourcing/store/event-damaged.js';
import type { EventStoreError } from '#event-sourcing/store/event-store.js';
import type { Missing } from './missing-events.js';
import { positionOf, rowOf } from '../file/position.js';

const lastOf = 'select position from events where stream = ? order by revision desc limit 1';

/**
 * The streams that have lost their last events. The stream itself does not show such a loss: the next append would reuse the revision of
 * the lost event. As long as the stream of a missing event is unknown, the event may have been the last one of every stream without later
 * events.
 */
export class LostEnds {
  readonly #damaged = new Map<string, EventDamagedError>();
  readonly #named = new Set<number>();

  constructor(private readonly missing: Missing) {}

  /** Remembers the stream of a missing event if the damage names it. @returns the damage, with what can be done about it */
  named(damage: EventStoreError): EventStoreError {
    if (this.missing.ends === 0 || !isNamed(damage)) return damage;
    const { position, stream } = damage.fault;
    this.#named.add(rowOf(position));
    const told = acceptable(damage.fault);
    if (!this.#damaged.has(stream)) this.#damaged.set(stream, told);
    return told;
  }

  /** @throws EventDamagedError for a stream that is known to have lost its last event */
  expectEnd(stream: string): void {
    const damage = this.#damaged.get(stream);
    if (damage) throw damage;
  }

  /** @throws EventDamagedError for a stream that has lost, or may have lost, its last event */
  expectAppendable(stream: string, file: Database): void {
    if (this.missing.ends === 0) return;
    this.expectEnd(stream);
    const unnamed = this.missing.gaps.map((gap) => this.#lastUnnamed(gap)).filter((row) => row !== undefined);
    const [row] = unnamed.slice(-1);
    if (row === undefined) return;
    const last = file.prepare(lastOf).pluck().get(stream) as number | undefined;
    if (last === undefined || last < row) throw acceptable({ kind: 'GAP', position: positionOf(row) });
  }

  #lastUnnamed({ from, to }: Missing['gaps'][number]): number | undefined {
    for (let row = to; row >= from; row--) if (!this.#named.has(row)) return row;
    return undefined;
  }
}

type Named = EventDamagedError & { readonly fault: Fault & Required<Pick<Fault, 'position' | 'stream'>> };

/** Whether a damage names both the position and the stream of a missing event. */
export const isNamed = (damage: EventStoreError | undefined): damage is Named =>
  isGap(damage) && damage.fault.stream !== undefined && damage.fault.position !== undefined;

/** A key that is the same for all reports about one missing event. */
export const placeOfDamage = (damage: EventStoreError): string => (isGap(damage) ? damage.fault.position : undefined) ?? damage.message;

const isGap = (damage: EventStoreError | undefined): damage is EventDamagedError =>
  damage instanceof EventDamagedError && damage.fault.kind === 'GAP';

const acceptable = (fault: Fault): EventDamagedError => new EventDamagedError(fault, true);
