import type { Source } from '../as-of/source.js';
import { heldBy, type List } from '../paging/list.js';
import type { EitherWay } from '../paging/page.js';
import { QuestionError } from '../question-error.js';

/**
 * A cursor of the history holds a position, which is of one store: behind another one, to which the events were carried or which was
 * put back to an older copy, the place is another, and a page from there would leave entries out or show them twice.
 * @param list its cursors hold occurredAt, position and the event's id
 * @throws QuestionError STALE_POSITION where the journal does not have that event at that position; BAD_CURSOR
 */
export async function assertKnownPlace({ journal }: Source, list: List, { after, before }: EitherWay): Promise<void> {
  for (const cursor of [after, before]) {
    if (cursor === null || cursor === undefined) continue;
    const held = heldBy(cursor, list);
    const found = await journal.select('select 1 as known from journal j where j.occurred_at = ? and j.position = ? and j.id = ?', held);
    if (found.length === 0) throw new QuestionError('STALE_POSITION', 'No event lies at the position in this cursor');
  }
}
