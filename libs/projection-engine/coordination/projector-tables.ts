/**
 * The tables through which the projector and the replicas of the clustered mode communicate: the projector's report and the requests to it.
 */
export const projectorTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS projector_report (id integer PRIMARY KEY, report text NOT NULL, reported_at timestamptz NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS rebuild_requests (
     id text PRIMARY KEY, names text NOT NULL, state text NOT NULL, error text, asked_at timestamptz NOT NULL)`,
];
