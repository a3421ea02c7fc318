/** The clock of this machine and what the store remembers of the time are more than a day apart. Instants in RFC 3339. */
export interface ClockDoubt {
  /** AHEAD: the machine was off, or its clock was set forward · BACK: its clock was set back. */
  readonly kind: 'AHEAD' | 'BACK';
  readonly last: string;
  readonly now: string;
}

/** What a store remembers of the time, so that a wrong clock is noticed before it is believed. */
export interface StoreClock {
  /** undefined: the clock goes on from what is remembered. */
  readonly doubt: ClockDoubt | undefined;
  /** An operator says that the clock is right. */
  confirm(): void;
}
