/**
 * Runs the work of each lane in its order, and the lanes beside each other: the store puts what waits at the same time into
 * one transaction. @throws what the first failing work threw, once every lane has come to rest; a lane ends with its first failure
 */
export async function inLanes<Work>(
  works: readonly Work[],
  laneOf: (work: Work) => string,
  run: (work: Work) => Promise<void>,
): Promise<void> {
  const lanes = new Map<string, Promise<void>>();
  for (const work of works) {
    const lane = laneOf(work);
    const before = lanes.get(lane);
    lanes.set(lane, before ? before.then(() => run(work)) : run(work));
  }
  for (const settled of await Promise.allSettled(lanes.values())) if (settled.status === 'rejected') throw settled.reason;
}
