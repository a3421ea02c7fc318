import { setTimeout as pause } from 'node:timers/promises';

export type Method = 'append' | 'batchAppend' | 'read' | 'delete' | 'tombstone' | 'gossip' | 'features' | 'projections';

/** A fault of the node, which happens once or `times` times. */
export interface Fault {
  readonly on: Method;
  /**
   * `refuse`: answers UNAVAILABLE and does nothing · `drop`: cuts every connection, before doing anything or `after` doing it but before
   * answering (a read: after so many `events`) · `delay`: waits `ms` milliseconds, before or `after` · `duplicate`: answers twice ·
   * `misplace`: answers a retried append with the position of another event · `not-leader`: refers the caller to another node · `die`:
   * stops as if killed, before or `after`.
   */
  readonly act: 'refuse' | 'drop' | 'delay' | 'duplicate' | 'misplace' | 'not-leader' | 'die';
  readonly when?: 'before' | 'after';
  readonly ms?: number;
  readonly events?: number;
  readonly leader?: { readonly address: string; readonly port: number };
  readonly times?: number;
}

/** The faults that are due, in the order in which they were added. */
export class Faults {
  #due: Fault[] = [];

  add(fault: Fault): void {
    this.#due.push(...Array.from({ length: fault.times ?? 1 }, () => fault));
  }

  take(method: Method): Fault | undefined {
    const place = this.#due.findIndex(({ on }) => on === method);
    return place < 0 ? undefined : this.#due.splice(place, 1)[0];
  }

  clear(): void {
    this.#due = [];
  }
}

/** How a faulty call ends. */
export interface FaultyCall {
  readonly refuse: () => void;
  readonly notLeader: (leader: { readonly address: string; readonly port: number }) => void;
  readonly drop: () => void;
  readonly die: () => void;
}

/** Executes the fault at this point. @returns whether the call is over and must not be answered any more */
export async function misbehave(fault: Fault | undefined, point: 'before' | 'after', call: FaultyCall): Promise<boolean> {
  if (fault === undefined || (fault.when ?? 'before') !== point) return false;
  switch (fault.act) {
    case 'refuse':
      call.refuse();
      return true;
    case 'not-leader':
      call.notLeader(fault.leader!);
      return true;
    case 'drop':
      if (fault.events !== undefined) return false;
      call.drop();
      return true;
    case 'die':
      call.die();
      return true;
    case 'delay':
      await pause(fault.ms);
      return false;
    case 'duplicate':
    case 'misplace':
      return false;
  }
}
