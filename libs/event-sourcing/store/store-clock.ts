/** A difference of more than a day between this machine's clock and the time that the store has recorded. Instants in RFC 3339. */
export interface ClockDoubt {
  /** AHEAD: the machine was off, or its clock was set forward · BACK: its clock was set back. */
  readonly kind: 'AHEAD' | 'BACK';
  readonly last: string;
  readonly now: string;
}

/** The store's record of time, by which a wrong clock is noticed before it is trusted. */
export interface StoreClock {
  /** The doubt about the clock; undefined: the clock agrees with the recorded time. */
  readonly doubt: ClockDoubt | undefined;
  /** Confirms, for the operator, that the clock is right. */
  confirm(): void;
}
