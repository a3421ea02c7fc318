import type { Configuration } from './configuration.js';

/** Settings that are given as options of a start. */
export type StartOptions = Pick<Configuration, 'ACCEPT_LOSS' | 'ACCEPT_CLOCK'>;

/**
 * @param loss `--accept-loss`: start although something is missing @param clock `--accept-clock`: confirm that this machine's clock is
 * right
 */
export const startOptions = (loss: boolean | undefined, clock: boolean | undefined): StartOptions => ({
  ACCEPT_LOSS: loss === true ? 'yes' : 'no',
  ACCEPT_CLOCK: clock === true ? 'yes' : 'no',
});

/** The options as they are written on the command line. */
export const START_OPTIONS = ['--accept-loss', '--accept-clock'] as const;

/** The options as command line arguments, for starting another program. */
export const argumentsOf = ({ ACCEPT_LOSS, ACCEPT_CLOCK }: StartOptions): string[] =>
  START_OPTIONS.filter((_, i) => [ACCEPT_LOSS, ACCEPT_CLOCK][i] === 'yes');

/** Reads the options of a program that takes nothing else. */
export function startOptionsIn(args: readonly string[]): StartOptions {
  const [loss, clock] = START_OPTIONS;
  return startOptions(args.includes(loss), args.includes(clock));
}
