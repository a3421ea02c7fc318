import type { Walked, WalkKey } from '../feeds/walked.js';
import { DRIFT_ORDER_FIELDS } from '../drift/drift.js';
import { EVALUATION_ORDER_FIELDS } from '../evaluations/evaluations.js';
import { REBASELINE_ORDER_FIELDS } from '../initiatives/rebaselines.js';
import { INITIATIVE_ORDER_FIELDS } from '../initiatives/initiative-filter.js';
import { MILESTONE_ORDER_FIELDS } from '../milestones/milestone-filter.js';
import { MILESTONE_GROUPS } from '../aggregates/milestone-groups.js';
import type { Page } from '../paging/page.js';
import { PROGRAM_ORDER_FIELDS } from '../programs/programs.js';
import type { Reading } from '../readings.js';

interface Ids {
  readonly programIds: readonly string[];
  readonly initiativeIds: readonly string[];
}

/** Awaits a page with its count. */
export const known = async <T>(page: Promise<Page<T>>): Promise<unknown> => {
  const { edges, hasNextPage, totalCount } = await page;
  return { edges, hasNextPage, total: await totalCount() };
};

/** Every row of a walk. */
export async function walkedAll<Row>(ask: (key: WalkKey | undefined) => Promise<Walked<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let key: WalkKey | undefined;
  do {
    const page: Walked<Row> = await ask(key);
    rows.push(...page.rows);
    key = page.next;
  } while (key);
  return rows;
}

/** Asks every question about a history. */
export async function everything(reading: Reading, { programIds, initiativeIds }: Ids): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  const all = { first: 100 };
  answers['programs'] = await reading.programs.byIds(programIds);
  answers['initiatives'] = await reading.initiatives.byIds(initiativeIds);
  for (const field of PROGRAM_ORDER_FIELDS)
    for (const direction of ['ASC', 'DESC'] as const)
      answers[`programs by ${field} ${direction}`] = await known(reading.programs.page({ orderBy: { field, direction } }, { first: 2 }));
  const programs = [...(await reading.programs.byIds(programIds)).keys()];
  for (const direction of ['ASC', 'DESC'] as const) {
    for (const field of MILESTONE_ORDER_FIELDS)
      answers[`milestones by ${field} ${direction}`] = await known(
        reading.milestones.page({ programs }, { field, direction }, { last: 20 }),
      );
    for (const field of INITIATIVE_ORDER_FIELDS)
      answers[`initiatives by ${field} ${direction}`] = await known(
        reading.initiatives.page({ programs }, { field, direction }, { first: 20 }),
      );
  }
  for (const direction of ['ASC', 'DESC'] as const) {
    for (const field of DRIFT_ORDER_FIELDS)
      answers[`drift by ${field} ${direction}`] = await known(reading.drift.page({ programs }, { field, direction }, { last: 20 }));
    for (const field of EVALUATION_ORDER_FIELDS)
      answers[`evaluations by ${field} ${direction}`] = await known(
        reading.evaluations.page({ programs }, { field, direction }, { first: 20 }),
      );
    for (const field of REBASELINE_ORDER_FIELDS)
      answers[`rebaselines by ${field} ${direction}`] = await known(
        reading.rebaselines.page({ programs }, { field, direction }, { first: 20 }),
      );
    answers[`history of all ${direction}`] = await known(reading.history.page({ descending: direction === 'DESC' }, { first: 100 }));
  }
  answers['drifting'] = await known(reading.programs.page({ hasOpenDrift: true }, all));
  answers['open drift'] = await reading.drift.openCounts(programIds);
  answers['last evaluations'] = await reading.evaluations.lastOf(programIds);
  answers['pending'] = await reading.initiatives.pendingRebaselines(programIds);
  answers['feed of initiatives'] = await walkedAll((key) => reading.feeds.initiatives({}, key));
  answers['feed of milestones'] = await walkedAll((key) => reading.feeds.milestones({}, key));
  answers['feed of episodes'] = await walkedAll((key) => reading.feeds.episodes({}, key));
  answers['feed of events'] = await walkedAll((key) => reading.feeds.events({}, key));
  answers['counts'] = await reading.aggregates.milestoneCounts({}, MILESTONE_GROUPS);
  answers['slips'] = await reading.aggregates.slipSummary({});
  answers['workload'] = await reading.aggregates.workload({ programs: programIds.slice(1) }, 'OWNER');
  answers['portfolio'] = await reading.portfolio.rows(await reading.portfolio.programIds({}), 'AS_KNOWN_THEN');
  for (const programId of programIds) {
    answers[`feed of history of ${programId}`] = await walkedAll((key) => reading.feeds.history(programId, {}, key));
    answers[`initiatives of ${programId}`] = await known(
      reading.initiatives.page({ programs: programs.filter((id) => id === programId) }, null, all),
    );
    for (const unowned of [true, false])
      answers[`unowned ${unowned} of ${programId}`] = await known(
        reading.initiatives.page({ programs: programs.filter((id) => id === programId), unowned }, null, all),
      );
    answers[`ana's of ${programId}`] = await known(
      reading.initiatives.page({ programs: programs.filter((id) => id === programId), owners: ['ana'] }, null, all),
    );
    for (const state of [undefined, 'PLANNED', 'OVERDUE', 'ACHIEVED', 'DESCOPED'] as const)
      answers[`milestones ${state} of ${programId}`] = await known(
        reading.milestones.page({ programs: programs.filter((id) => id === programId), states: state && [state] }, null, all),
      );
    answers[`evaluations of ${programId}`] = await known(
      reading.evaluations.page({ programs: programs.filter((id) => id === programId), on: { from: '2024-01-20' } }, null, all),
    );
    const drift = await reading.drift.page({ programs: programs.filter((id) => id === programId) }, null, all);
    answers[`drift of ${programId}`] = await known(Promise.resolve(drift));
    answers[`peaks of ${programId}`] = await reading.drift.peaks(drift.edges.map(({ node }) => node));
    answers[`history of ${programId}`] = await known(reading.history.page({ programId }, { last: 100 }));
    answers[`planned shares of ${programId}`] = await reading.balances.plannedShares(programId);
    answers[`balance of ${programId}`] = await reading.balances.on(programId, null);
  }
  return answers;
}
