import type { ConfigService } from '@nestjs/config';
import { readingSchemas } from '#projection-engine/database/postgres-schemas.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { documentWriters } from '#projection-engine/writers/projection-writers.js';
import { PROJECTIONS } from '../registry.js';

/** The address of the PostgreSQL database in clustered mode. */
export const addressOf = (config: ConfigService): string => config.getOrThrow<string>('DATABASE_URL');

export const placeOf = (config: ConfigService): { readonly url: string; readonly schemas: readonly string[] } => ({
  url: addressOf(config),
  schemas: readingSchemas(documentWriters(PROJECTIONS, new DocumentCache())),
});

export function openPostgresViews(config: ConfigService): Promise<ViewsDatabase> {
  const { url, schemas } = placeOf(config);
  return ViewsDatabase.openPostgres(url, schemas);
}
