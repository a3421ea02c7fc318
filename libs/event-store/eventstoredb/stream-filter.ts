import { streamNameFilter, type Filter } from '@eventstore/db-client';

/** The greatest window that is looked through before the server says how far it has come: other people's events cost nothing but it. */
const checkpointInterval = 8;

/** What the server lets through: the streams of ours; without a prefix, all but its own. */
export const streamsWith = (prefix: string): Filter =>
  prefix === '' ? streamNameFilter({ regex: '^[^$]', checkpointInterval }) : streamNameFilter({ prefixes: [prefix], checkpointInterval });
