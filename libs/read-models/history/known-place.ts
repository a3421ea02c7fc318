import type { Source } from '../as-of/source.js';
import { valuesOf } from '../paging/cursor.js';
import type { List } from '../paging/list.js';
import type { EitherWay } from '../paging/page.js';
import { QuestionError } from '../question-error.js';

/**
 * A cursor of the history holds a position, which is of one store: behind another one, to which the events were carried or which was
 * put back to an older copy, the place is another, and a page from there would leave entries out or show them twice.
 * @throws QuestionError STALE_POSITION where the journal has no event of that time at that position; BAD_CURSOR
 */
export async function assertKnownPlace({ journal }: Source, { name, order }: List, { after, before }: EitherWay): Promise<void> {
  const types = order.map(({ type }) => type);
  for (const cursor of [after, before]) {
    if (cursor === null || cursor === undefined) continue;
    const [occurredAt, position] = valuesOf(cursor, name, types);
    const found = await journal.select('select 1 as known from journal j where j.position = ? and j.occurred_at = ?', [
      position!,
      occurredAt!,
    ]);
    if (found.length === 0) throw new QuestionError('STALE_POSITION', 'No event lies at the position in this cursor');
  }
}
