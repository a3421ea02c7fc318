import { addDays, type LocalDate } from '#domain/calendar.js';
import { PILLARS } from '#domain/pillars.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { EventMetadata } from '#event-sourcing/event.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { checksumOf } from '#event-store/embedded/file/checksum.js';
import { insertEvent, openEventFile } from '#event-store/embedded/file/event-file.js';
import { Api, type Past } from './api.js';

const WEEKS = 40;
const INITIATIVES = 4;
const MILESTONES = 20;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
/** Occurs in every title of the template; each copy has its own word there. */
const NAME = 'Zq';
const NAMES = ['Kundendienst', 'Résumé', '服务台', 'Incident', '变更管理', 'Zürich', 'Portfolio', '知识库'];

/** What each copy has of its own. */
const OWN = new RegExp(`${UUID.source}|${NAME}`, 'g');
const templateId = uuidFrom('bench', 'template');

/** A program of forty weeks with all kinds of events: every third milestone late, every tenth open, evaluated every Sunday. */
function* template(start: LocalDate): Generator<Past> {
  const charter = { id: templateId, name: `${NAME} program`, sponsorId: 'ann', startsOn: start, endsOn: addDays(start, 7 * WEEKS + 90) };
  yield { type: 'CharterProgram', on: start, input: { ...charter, timeZone: 'Asia/Shanghai' } };
  const initiative = (n: number): string => uuidFrom('bench', 'initiative', n);
  const due = (m: number): LocalDate => addDays(start, 14 * (m + 1));
  for (let n = 0; n < INITIATIVES; n++) {
    const milestones = [];
    for (let m = n; m < MILESTONES; m += INITIATIVES)
      milestones.push({ id: uuidFrom('bench', 'milestone', m), title: `${NAME} milestone ${m}`, due: due(m) });
    const input = {
      id: initiative(n),
      programId: templateId,
      pillar: PILLARS[n],
      title: `${NAME} work ${n}`,
      ownerId: `owner-${n}`,
      milestones,
    };
    yield { type: 'LaunchInitiative', on: start, input };
  }
  for (let week = 1; week <= WEEKS; week++) {
    const today = addDays(start, 7 * week - 1);
    for (let m = 0; m < MILESTONES; m++) {
      const of = { initiativeId: initiative(m % INITIATIVES), milestoneId: uuidFrom('bench', 'milestone', m) };
      const moved = { ...of, forecast: addDays(due(m), 21), reasonCode: 'VENDOR', reason: 'The vendor delivers three weeks later' };
      if (m % 3 === 0 && due(m) > addDays(today, -7) && due(m) <= today) yield { type: 'RescheduleMilestone', on: today, input: moved };
      const done = addDays(due(m), m % 3 === 0 ? 21 : 0);
      if (m % 10 !== 9 && done > addDays(today, -7) && done <= today)
        yield { type: 'AchieveMilestone', on: today, input: { ...of, achievedOn: done, evidence: 'https://example.org/minutes' } };
    }
    const last = { initiativeId: initiative((MILESTONES - 1) % INITIATIVES), milestoneId: uuidFrom('bench', 'milestone', MILESTONES - 1) };
    if (week % 4 === 0) yield { type: 'ConfirmForecast', on: today, input: { ...last, note: 'still on track' } };
    yield { type: 'EvaluateBalance', on: today, input: { programId: templateId, on: today } };
  }
}

interface Template {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** The event's id, data and metadata, cut where a copy has something of its own. */
  readonly text: readonly string[];
  /** What stands at each cut: the number of an id, or the name. */
  readonly cuts: readonly (number | 'name')[];
}

const SEPARATOR = '\u0001';

/** The metadata of an event that was recorded when it happened, not imported today. */
const asIfLive = ({ importedBy: _by, importedFrom: _from, ...metadata }: EventMetadata): string =>
  canonicalJson({ ...metadata, recordedAt: metadata.occurredAt });

async function templates(lastSunday: LocalDate): Promise<{ events: readonly Template[]; ids: readonly string[] }> {
  const api = await Api.start();
  const start = addDays(lastSunday, 1 - 7 * WEEKS);
  await api.enter(template(start));
  await api.sagaDone();
  const reader = openReader(api.folder);
  const ids = new Map<string, number>();
  const events: Template[] = [];
  for await (const page of reader.readAll())
    for (const { stream, revision, type, id, json, metadata } of page) {
      const cuts: (number | 'name')[] = [];
      const whole = [stream, id, json!.data, asIfLive(metadata)].join(SEPARATOR);
      const text = whole.split(OWN);
      for (const [found] of whole.matchAll(OWN)) {
        if (found !== NAME && !ids.has(found)) ids.set(found, ids.size);
        cuts.push(found === NAME ? 'name' : ids.get(found)!);
      }
      events.push({ stream, revision, type, text, cuts });
    }
  await reader.close();
  await api.close();
  return { events, ids: [...ids.keys()] };
}

/** How many events one program has, and how many milestones: the same for each. */
export interface Filled {
  readonly events: number;
  readonly milestones: number;
}

/**
 * Writes the events of many programs to an empty data folder: copies of one program that was entered through the gateway, each with ids and
 * names of its own. All programs run at the same time, so their events alternate in the log.
 * @param lastSunday the Sunday of the last evaluation
 */
export async function fillPortfolio(folder: string, programs: number, lastSunday: LocalDate): Promise<Filled> {
  const { events, ids } = await templates(lastSunday);
  const file = openEventFile(folder);
  const insert = file.prepare(insertEvent);
  const own = Array.from({ length: programs }, (_, program) => ids.map((id) => uuidFrom(id, program)));
  let row = 0;
  file.exec('begin');
  for (const { revision, type, text, cuts } of events) {
    for (let program = 0; program < programs; program++) {
      const name = `${NAMES[program % NAMES.length]} ${program}`;
      let whole = text[0]!;
      for (let i = 0; i < cuts.length; i++) whole += (cuts[i] === 'name' ? name : own[program]![cuts[i] as number]!) + text[i + 1]!;
      const [stream, id, data, metadata] = whole.split(SEPARATOR) as [string, string, string, string];
      const event = [++row, stream, revision, id, type, data, metadata] as const;
      insert.run(...event, checksumOf(...event));
    }
    file.exec('commit');
    file.exec('begin');
  }
  file.exec('commit');
  file.close();
  return { events: row, milestones: MILESTONES * programs };
}
