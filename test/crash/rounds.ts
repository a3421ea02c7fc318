/**
 * How many rounds of kills a test runs: CRASH_ROUNDS, as `npm run test:soak` sets it.
 * @param few the default, enough for each kind of kill
 * @throws RangeError for a value that is not a positive whole number: a test without rounds could not fail
 */
export function roundsOr(few: number): number {
  const rounds = Number(process.env['CRASH_ROUNDS'] ?? few);
  if (!Number.isSafeInteger(rounds) || rounds < 1)
    throw new RangeError(`CRASH_ROUNDS=${process.env['CRASH_ROUNDS']} is not 1 or more rounds`);
  return rounds;
}

/** The time limit for a test of so many rounds on a busy machine, in milliseconds. */
export const deadlineMs = (rounds: number): number => 60_000 + rounds * 20_000;
