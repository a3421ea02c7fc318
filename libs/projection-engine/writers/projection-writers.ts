import type { Projection } from '#event-sourcing/folds/projection.js';
import type { DocumentCache } from './document-cache.js';
import { DocumentWriter } from './document-writer.js';
import type { ProjectionWriter } from './projection-writer.js';
import { JournalWriter } from './journal-writer.js';

/**
 * Makes a writer for every projection and one for the journal.
 * @param texts whether the journal keeps the texts of events
 * @throws Error if two of them have the same name or the same table
 */
export function documentWriters(projections: readonly Projection[], cache: DocumentCache, texts = true): ProjectionWriter[] {
  const writers = [...projections.map((projection) => new DocumentWriter(projection, cache)), new JournalWriter(texts)];
  expectDifferent(
    'projections',
    writers.map(({ name }) => name),
  );
  expectDifferent(
    'tables',
    writers.flatMap(({ tables }) => Object.keys(tables)),
  );
  return writers;
}

function expectDifferent(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two ${what} are called "${twice}"`);
}
