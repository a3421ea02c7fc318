import type { EventStore } from '../../store/event-store.js';

/** An opened store with what a check may ask of its adapter. The store may contain other applications' events. */
export interface Subject {
  readonly store: EventStore;
  /** Closes the store and opens it again on the same data. */
  readonly reopen?: () => Promise<EventStore>;
  /** How many reads, calls and waiting subscriptions the adapter holds open at this moment. */
  readonly held?: () => number;
  /** How long a check waits for something that must happen, in milliseconds. */
  readonly deadlineMs: number;
}

/** One clause of the contract: rejects if the store breaks it. */
export interface ContractCheck {
  readonly name: string;
  readonly run: (subject: Subject) => Promise<void>;
}

/** The clauses of a part of the contract, named `part: clause`. */
export const checks = (part: string, clauses: Readonly<Record<string, ContractCheck['run']>>): readonly ContractCheck[] =>
  Object.entries(clauses).map(([name, run]) => ({ name: `${part}: ${name}`, run }));
