import type { Configuration } from './configuration.js';

/** What is said with a start. */
export type StartOptions = Pick<Configuration, 'ACCEPT_LOSS' | 'ACCEPT_CLOCK'>;

/** @param loss `--accept-loss`: go on although something that was there is missing @param clock `--accept-clock`: this machine's clock is right */
export const startOptions = (loss: boolean | undefined, clock: boolean | undefined): StartOptions => ({
  ACCEPT_LOSS: loss === true ? 'yes' : 'no',
  ACCEPT_CLOCK: clock === true ? 'yes' : 'no',
});

/** As they are written. */
export const START_OPTIONS = ['--accept-loss', '--accept-clock'] as const;

/** The same, for a program that this one starts. */
export const argumentsOf = ({ ACCEPT_LOSS, ACCEPT_CLOCK }: StartOptions): string[] =>
  START_OPTIONS.filter((_, i) => [ACCEPT_LOSS, ACCEPT_CLOCK][i] === 'yes');

/** The options of a program that only starts. */
export function startOptionsIn(args: readonly string[]): StartOptions {
  const [loss, clock] = START_OPTIONS;
  return startOptions(args.includes(loss), args.includes(clock));
}
