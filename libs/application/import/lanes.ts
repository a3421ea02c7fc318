/**
 * Runs the work of each lane in order, and the lanes side by side: the store writes appends that wait at the same time in one transaction.
 * A lane ends with its first failure. @throws the first error, once every lane has ended
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
