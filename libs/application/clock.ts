/** The present instant, RFC 3339 in UTC with milliseconds. */
export type Clock = () => string;

export const systemClock: Clock = () => new Date().toISOString();

/** The token under which it is injected, so that a test can set it. */
export const CLOCK = Symbol('CLOCK');
