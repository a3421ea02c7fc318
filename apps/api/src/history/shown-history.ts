import { HistoryEntryType } from '#read-models/history/history-entry.type.js';
import type { JournalEntry } from '#read-models/history/history.js';
import type { Page } from '#read-models/paging/page.js';
import type { Reading } from '#read-models/readings.js';
import type { Connection } from '#read-models/schema/connection.js';
import { shownPage } from '../graphql/paging.args.js';
import type { RequestContext } from '../graphql/request-context.js';

/** A page of events for GraphQL. @throws GraphQLError ANSWER_TOO_LARGE if the answer has read too much */
export function shownHistory(page: Page<JournalEntry>, reading: Reading, context: RequestContext): Connection<HistoryEntryType> {
  context.spendRead(page.edges.reduce((sum, { node }) => sum + node.json.data.length, 0));
  return shownPage(page, (entry) => new HistoryEntryType(entry, reading));
}
