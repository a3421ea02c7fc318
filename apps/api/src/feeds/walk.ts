import type { Walked, WalkKey } from '#read-models/feeds/walked.js';

/** The pages of a walk over a whole table. @param ask asks for the page after a key; without one, for the first */
export async function* pagesOf<Row>(
  ask: (key: WalkKey | undefined) => Promise<Walked<Row>>,
  from?: WalkKey,
): AsyncGenerator<readonly Row[]> {
  let key = from;
  do {
    const { rows, next }: Walked<Row> = await ask(key);
    yield rows;
    key = next;
  } while (key);
}
