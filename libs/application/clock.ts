/** Returns the current time, RFC 3339 in UTC with milliseconds. */
export type Clock = () => string;

export const systemClock: Clock = () => new Date().toISOString();

/** The injection token of the clock; a test provides its own clock. */
export const CLOCK = Symbol('CLOCK');
