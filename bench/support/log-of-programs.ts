import { addDays } from '#domain/calendar.js';
import { PILLARS } from '#domain/pillars.js';
import { defaultPolicy } from '#domain/program/policy.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { checksumOf } from '#event-store/embedded/file/checksum.js';
import { insertEvent, openEventFile } from '#event-store/embedded/file/event-file.js';

const INITIATIVES = 4;
const MILESTONES = 12;
/** How long each program has been running. */
const DAYS = 400;

export const programIdOf = (nth: number): string => uuidFrom('bench', 'program', nth);

interface Fact {
  readonly stream: string;
  readonly on: string;
  readonly type: string;
  readonly data: object;
}

/** The history of a program of usual size: 48 milestones, half of them rescheduled, half achieved. About a hundred events. */
function* historyOf(nth: number, today: string): Generator<Fact> {
  const id = programIdOf(nth);
  const start = addDays(today, -DAYS + (nth % 50));
  const end = addDays(start, 2 * DAYS);
  const phases = ['PLAN', 'BUILD', 'EMBED'].map((key, i) => ({
    key,
    name: key,
    endsOn: addDays(start, Math.round(((i + 1) * 2 * DAYS) / 3)),
    emphasis: [0.25, 0.25, 0.25, 0.25],
  }));
  const charter = {
    name: `Program ${nth}`,
    sponsor: 'ann',
    startsOn: start,
    timeZone: 'Asia/Shanghai',
    phases,
    policy: defaultPolicy(start, end),
  };
  yield { stream: `program-${id}`, on: start, type: 'ProgramChartered', data: charter };
  for (let i = 0; i < INITIATIVES; i++) {
    const stream = `initiative-${uuidFrom(id, 'initiative', i)}`;
    const owner = i === 0 && nth % 3 === 0 ? {} : { owner: `owner-${(nth + i) % 200}` };
    yield {
      stream,
      on: start,
      type: 'InitiativeLaunched',
      data: { pillar: PILLARS[i % 4], title: `Initiative ${i} of ${nth}`, weight: 1, ...owner },
    };
    const due = (m: number): string => addDays(start, Math.round(((m + 1) * 1.9 * DAYS) / MILESTONES) + ((nth * 7 + i) % 20));
    const milestone = (m: number): string => uuidFrom(id, 'milestone', i, m);
    for (let m = 0; m < MILESTONES; m++)
      yield {
        stream,
        on: start,
        type: 'MilestonePlanned',
        data: { milestoneId: milestone(m), title: `Milestone ${m}`, due: due(m), weight: 1 },
      };
    for (let m = 0; m < MILESTONES; m++) {
      const late = (nth + m * 3 + i * 5) % 30;
      const forecast = addDays(due(m), late);
      if (m % 2 === 1 && addDays(due(m), -20) < today) {
        const why = { reasonCode: m % 4 === 1 ? 'VENDOR' : 'SCOPE', reason: 'Later than promised' };
        yield {
          stream,
          on: addDays(due(m), -20),
          type: 'MilestoneRescheduled',
          data: { milestoneId: milestone(m), from: due(m), forecast, ...why },
        };
      }
      if (forecast < addDays(today, -(nth % 40)))
        yield { stream, on: forecast, type: 'MilestoneAchieved', data: { milestoneId: milestone(m), on: forecast } };
    }
  }
}

/** Writes programs of usual size to an empty data folder, as if they had been imported now. @returns how many events */
export function fillPrograms(folder: string, programs: number): number {
  const file = openEventFile(folder);
  const insert = file.prepare(insertEvent);
  const now = new Date().toISOString();
  const revisions = new Map<string, number>();
  let row = 0;
  file.exec('begin');
  for (let nth = 0; nth < programs; nth++) {
    let last = '';
    for (const { stream, on, type, data } of [...historyOf(nth, now.slice(0, 10))].sort((a, b) =>
      a.on < b.on ? -1 : a.on > b.on ? 1 : 0,
    )) {
      const revision = (revisions.get(stream) ?? -1) + 1;
      revisions.set(stream, revision);
      if (on > last) last = on;
      const commandId = uuidFrom(stream, revision);
      const metadata = {
        programId: programIdOf(nth),
        actor: 'administrator',
        occurredAt: `${last}T12:00:00.000Z`,
        occurredOn: last,
        recordedAt: now,
        commandId,
        commandHash: '0f'.repeat(32),
        correlationId: commandId,
      };
      const event = [++row, stream, revision, uuidFrom(stream, commandId, 0), type, canonicalJson(data), canonicalJson(metadata)] as const;
      insert.run(...event, checksumOf(...event));
    }
  }
  file.exec('commit');
  file.close();
  return row;
}
