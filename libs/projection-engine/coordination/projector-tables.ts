/** How the projector and the replicas of the clustered mode hear of each other: what it says of itself, and what it is asked for. */
export const projectorTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS projector_report (id integer PRIMARY KEY, report text NOT NULL, reported_at timestamptz NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS rebuild_requests (
     id text PRIMARY KEY, names text NOT NULL, state text NOT NULL, error text, asked_at timestamptz NOT NULL)`,
];
