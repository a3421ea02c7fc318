import type { Source } from '../as-of/source.js';
import { heldBy, type List } from '../paging/list.js';
import type { EitherWay } from '../paging/page.js';
import { QuestionError } from '../question-error.js';

/**
 * Checks that a cursor of the history belongs to this store. A cursor contains a position, and a position belongs to one store: in another
 * store, or in this one after an older backup was restored, a page from that position could omit or repeat entries.
 * @param list a list whose cursors end with the position and the event's id
 * @throws QuestionError STALE_POSITION if the journal does not have that event at that position; BAD_CURSOR
 */
export async function assertKnownPlace({ journal }: Source, list: List, { after, before }: EitherWay): Promise<void> {
  for (const cursor of [after, before]) {
    if (cursor === null || cursor === undefined) continue;
    const held = heldBy(cursor, list).slice(-2);
    const found = await journal.select('select 1 as known from journal j where j.position = ? and j.id = ?', held);
    if (found.length === 0) throw new QuestionError('STALE_POSITION', 'No event lies at the position in this cursor');
  }
}
