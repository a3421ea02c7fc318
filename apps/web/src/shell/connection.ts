import { useSyncExternalStore } from 'react';

/** What may fail by itself: requests that a person causes, and the connection over which changes by others arrive. */
type Part = 'requests' | 'changes';

export interface Connection {
  readonly requests: boolean;
  readonly changes: boolean;
  /** Whether the api has refused a request because the session is over. */
  readonly signedOut: boolean;
  /** How often changes have been missed and have to be asked for again: counts up when the connection is back. */
  readonly reconnections: number;
}

let state: Connection = { requests: true, changes: true, signedOut: false, reconnections: 0 };
const listeners = new Set<() => void>();

function set(next: Partial<Connection>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

export function reportConnection(part: Part, works: boolean): void {
  if (state[part] === works) return;
  // A question that failed meanwhile, or a change that was not heard of, has to be made up for.
  set({ [part]: works, ...(works && { reconnections: state.reconnections + 1 }) });
}

/** The api answered that it does not know who asks: the session has ended. */
export const reportSignedOut = (): void => {
  if (!state.signedOut) set({ signedOut: true });
};

/** Somebody has signed in again, in this or another tab. */
export const reportSignedIn = (): void => {
  if (state.signedOut) set({ signedOut: false });
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether the api is within reach, and still knows who asks. */
export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => state);

addEventListener('offline', () => reportConnection('requests', false));
addEventListener('online', () => reportConnection('requests', true));
