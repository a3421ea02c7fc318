import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Projection } from '#event-sourcing/folds/projection.js';
import type { ViewsPlace } from '#read-models/as-of/worker-messages.js';
import { DocumentCache } from '../writers/document-cache.js';
import { documentWriters } from '../writers/projection-writers.js';
import { readingSchemas } from '../database/postgres-schemas.js';
import { ViewsDatabase, type ViewsDatabaseOptions } from '../database/views-database.js';

/** The place for a test's views: a file, or PostgreSQL if `on-each-database.ts` says so. */
interface Places {
  /** An unused place for views. */
  next(): { file: string; remove: () => void };
  open(file: string, projections: readonly Projection[], options: ViewsDatabaseOptions): Promise<ViewsDatabase>;
  /** A place for views in a form that a thread can open by itself. */
  of(file: string, projections: readonly Projection[]): Promise<ViewsPlace>;
}

const files: Places = {
  next: () => {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-views-'));
    return { file: join(folder, 'views.sqlite'), remove: () => rmSync(folder, { recursive: true, force: true }) };
  },
  open: (file, _projections, options) => ViewsDatabase.open(file, options),
  of: (file) => Promise.resolve({ file }),
};

let places = files;

const schemasOf = (projections: readonly Projection[]): readonly string[] =>
  readingSchemas(documentWriters(projections, new DocumentCache()));

/** Makes tests use SQLite files. */
export const useFiles = (): void => void (places = files);

/** Makes tests use PostgreSQL. @param database creates an empty database and gives its address @param remove releases that database */
export function useDatabases(database: () => Promise<string>, remove: (address: string) => void): void {
  const made = new Map<string, Promise<string>>();
  const address = (file: string): Promise<string> => {
    const known = made.get(file) ?? database();
    made.set(file, known);
    return known;
  };
  let nth = 0;
  places = {
    next: () => {
      const file = `place ${++nth}`;
      return { file, remove: () => void made.get(file)?.then(remove, () => undefined) };
    },
    open: async (file, projections, options) => ViewsDatabase.openPostgres(await address(file), schemasOf(projections), options),
    of: async (file, projections) => ({ url: await address(file), schemas: schemasOf(projections) }),
  };
}

/** A file for the views of one test; `remove` deletes it. */
export const viewsFile: Places['next'] = () => places.next();

export const openViewsAt: Places['open'] = (file, projections, options) => places.open(file, projections, options);

export const placeOf: Places['of'] = (file, projections) => places.of(file, projections);
