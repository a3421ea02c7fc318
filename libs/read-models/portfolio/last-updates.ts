import type { Source } from '../as-of/source.js';
import { knownAt } from '../history/known-at.js';
import { every, isIn } from '../paging/condition.js';

/** The types of events that the weekly evaluation and its alarm record by themselves. */
const BY_ITSELF = ['BalanceEvaluated', 'DriftFlagged', 'DriftCleared'];

/**
 * The instant at which the last change of each program became known; what is recorded every week without anybody's doing is no change.
 * One seek in the journal's index for each program, all in one statement.
 */
export async function lastUpdates({ journal, cut }: Source, programIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (programIds.length === 0) return new Map();
  const others = isIn('j.type', BY_ITSELF);
  const known = every(knownAt(cut));
  const rows = await journal.select<{ id: string; at: string | null }>(
    `with asked (id) as (values ${programIds.map(() => '(?)').join(', ')})
     select asked.id as id,
       (select j.occurred_at from journal j where j.program_id = asked.id and not ${others.sql} and ${known.sql}
        order by j.occurred_at desc limit 1) as at
     from asked`,
    [...programIds, ...others.parameters, ...known.parameters],
  );
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])));
}
