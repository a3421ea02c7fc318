/**
 * Runs the work of each lane in its order, and the lanes beside each other: the store puts what waits at the same time into
 * one transaction. @throws what the first failing work threw, once every lane has come to rest; a lane ends with its first failure
 */
export async function inLanes<Work>(
  works: readonly Work[],
  laneOf: (work: Work) => string,
  run: (work: Work) => Promise<void>,
): Promise<void> {
  const lanes = new Map<string, Work[]>();
  for (const work of works) {
    const lane = lanes.get(laneOf(work));
    if (lane) lane.push(work);
    else lanes.set(laneOf(work), [work]);
  }
  const running = [...lanes.values()].map(async (lane) => {
    for (const work of lane) await run(work);
  });
  for (const settled of await Promise.allSettled(running)) if (settled.status === 'rejected') throw settled.reason;
}
