/**
 * Tells how often a kill test kills: CRASH_ROUNDS, as `npm run test:soak` sets it.
 * @param few enough to go through each kind of kill, where nothing is set
 * @throws RangeError for what is no whole number of rounds: a test without any could not fail
 */
export function roundsOr(few: number): number {
  const rounds = Number(process.env['CRASH_ROUNDS'] ?? few);
  if (!Number.isSafeInteger(rounds) || rounds < 1)
    throw new RangeError(`CRASH_ROUNDS=${process.env['CRASH_ROUNDS']} is not 1 or more rounds`);
  return rounds;
}

/** How long a test of so many rounds may take on a busy machine, in milliseconds. */
export const deadlineMs = (rounds: number): number => 60_000 + rounds * 20_000;
