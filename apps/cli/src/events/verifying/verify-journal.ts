import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { Inspection } from '#event-store/embedded/opening/inspection.js';
import { textSum } from '#projection-engine/writers/text-sum.js';
import { openReadable } from '#event-store/embedded/reading/readable.js';

type Row = readonly [position: string, stream: string, revision: number, id: string, type: string, textSum: number];

const select = `select position, stream, revision, id, type, text_sum from journal where position > ? and position <= ? order by position`;
const mostKept = 20;

/**
 * Compares the journal of the views, which answers questions about the past, with the events. Events that the journal has not passed yet
 * are no difference. @returns the positions that differ; undefined: there is no journal
 */
export async function compareJournal(folder: string, store: Pick<Inspection, 'pages'>): Promise<readonly string[] | undefined> {
  const path = join(folder, 'views.sqlite');
  if (!existsSync(path)) return undefined;
  try {
    const { file, release } = openReadable(path);
    try {
      const rows = file.prepare(select).raw();
      const head = file.prepare('select max(position) from journal').pluck().get() as string | null;
      return await differences(store, head ?? '', (after, to) => rows.all(after, to) as Row[]);
    } finally {
      release();
    }
  } catch (error) {
    // The file has no tables yet, or will be replaced at the next start.
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_')) return undefined;
    throw error;
  }
}

async function differences(
  store: Pick<Inspection, 'pages'>,
  head: string,
  rowsOf: (after: string, to: string) => Row[],
): Promise<string[]> {
  const differing: string[] = [];
  let after = '';
  for await (const { events } of store.pages()) {
    const passed = events.filter(({ position }) => position <= head);
    const last = passed.at(-1);
    if (last === undefined) break;
    const rows = new Map(rowsOf(after, last.position).map((row) => [row[0], row]));
    for (const event of passed) if (!isSame(event, rows.get(event.position))) differing.push(event.position);
    after = last.position;
    if (differing.length >= mostKept) return differing.slice(0, mostKept);
  }
  for (const [position] of rowsOf(after, '\uffff').slice(0, mostKept)) differing.push(position);
  return differing;
}

const isSame = ({ stream, revision, id, type, json }: StoredEvent, row: Row | undefined): boolean =>
  row?.[1] === stream && row[2] === revision && row[3] === id && row[4] === type && row[5] === textSum(json!.data, json!.metadata);
