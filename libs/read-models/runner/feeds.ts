import type { Projection } from '#event-sourcing/projection.js';
import type { DocumentCache } from './document-cache.js';
import { DocumentFeed } from './document-feed.js';
import type { Feed } from './feed.js';
import { JournalFeed } from './journal-feed.js';

/**
 * A feed for every projection, and the journal's.
 * @throws Error where two of them want the same name or the same table
 */
export function documentFeeds(projections: readonly Projection[], cache: DocumentCache): Feed[] {
  const feeds = [...projections.map((projection) => new DocumentFeed(projection, cache)), new JournalFeed()];
  expectDifferent(
    'projections',
    feeds.map(({ name }) => name),
  );
  expectDifferent(
    'tables',
    feeds.flatMap(({ tables }) => Object.keys(tables)),
  );
  return feeds;
}

function expectDifferent(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two ${what} are called "${twice}"`);
}
