import { setTimeout as pause } from 'node:timers/promises';

export type Method = 'append' | 'batchAppend' | 'read' | 'delete' | 'tombstone' | 'gossip' | 'features' | 'projections';

/** What the node does wrong, once or `times` often. */
export interface Fault {
  readonly on: Method;
  /**
   * `refuse`: answers UNAVAILABLE and does nothing · `drop`: cuts every connection, before it does anything or `after` it has
   * done it and before it answers (a read: after so many `events`) · `delay`: waits so many `ms`, before or `after` · `duplicate`:
   * answers twice · `misplace`: answers an append that is a repeat with the place of
   * another event · `not-leader`: sends the caller to another node · `die`: stops as if killed, before or `after`.
   */
  readonly act: 'refuse' | 'drop' | 'delay' | 'duplicate' | 'misplace' | 'not-leader' | 'die';
  readonly when?: 'before' | 'after';
  readonly ms?: number;
  readonly events?: number;
  readonly leader?: { readonly address: string; readonly port: number };
  readonly times?: number;
}

/** The faults that are due, in the order in which they were asked for. */
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

/** How a call that goes wrong ends. */
export interface FaultyCall {
  readonly refuse: () => void;
  readonly notLeader: (leader: { readonly address: string; readonly port: number }) => void;
  readonly drop: () => void;
  readonly die: () => void;
}

/** Does what the fault asks for at this point. @returns whether the call is over and must not be answered any more */
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
