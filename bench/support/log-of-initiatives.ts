import { defaultPolicy } from '#domain/program/policy.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { checksumOf } from '#event-store/embedded/file/checksum.js';
import { insertEvent, openEventFile } from '#event-store/embedded/file/event-file.js';

const PER_INITIATIVE = 400;
const MILESTONES = 100;

/** The program of all initiatives. */
export const programId = uuidFrom('bench', 'program');
/** The id of an initiative, or of one of its milestones. */
export const initiativeId = (nth: number): string => uuidFrom('bench', 'initiative', nth);
export const milestoneId = (initiativeId: string, nth: number): string => uuidFrom(initiativeId, nth % MILESTONES);

/** The nth event of an initiative: its launch, the planning of its milestones, two reschedules and the achievement of each. */
function fact(initiativeId: string, nth: number, evidence: string): { type: string; data: object } {
  if (nth === 0)
    return { type: 'InitiativeLaunched', data: { pillar: 'PROCESS', title: `Initiative ${initiativeId}`, weight: 1, owner: 'ann' } };
  const milestone = milestoneId(initiativeId, nth);
  if (nth <= MILESTONES)
    return { type: 'MilestonePlanned', data: { milestoneId: milestone, title: `Milestone ${nth}`, due: '2026-06-01', weight: 1 } };
  if (nth <= 3 * MILESTONES) {
    const data = {
      milestoneId: milestone,
      from: '2026-06-01',
      forecast: '2026-07-01',
      reasonCode: 'VENDOR',
      reason: 'The vendor delivers a month later',
    };
    return { type: 'MilestoneRescheduled', data };
  }
  return { type: 'MilestoneAchieved', data: { milestoneId: milestone, on: '2026-06-30', evidence } };
}

const charter = {
  name: 'Bench',
  sponsor: 'ann',
  startsOn: '2023-01-01',
  timeZone: 'Asia/Shanghai',
  phases: [{ key: 'ALL', name: 'All of it', endsOn: '2027-12-31', emphasis: [0.25, 0.25, 0.25, 0.25] }],
  policy: defaultPolicy('2023-01-01', '2027-12-31'),
};

/**
 * Writes events to an empty data folder. All initiatives run at the same time, so their events alternate in the log.
 * @param evidence the evidence text of each milestone @returns how many events
 */
export function fill(folder: string, events: number, evidence = 'https://example.org/minutes'): number {
  const initiatives = events / PER_INITIATIVE;
  const file = openEventFile(folder);
  const insert = file.prepare(insertEvent);
  let row = 0;
  const put = (stream: string, revision: number, { type, data }: { type: string; data: object }): void => {
    const at = new Date(Date.UTC(2026, 0, 1) + row * 60_000).toISOString();
    const commandId = uuidFrom(stream, revision);
    const metadata = {
      programId,
      actor: 'administrator',
      occurredAt: at,
      occurredOn: at.slice(0, 10),
      recordedAt: at,
      commandId,
      commandHash: '0f'.repeat(32),
      correlationId: commandId,
    };
    const event = [++row, stream, revision, uuidFrom(stream, commandId, 0), type, canonicalJson(data), canonicalJson(metadata)] as const;
    insert.run(...event, checksumOf(...event));
  };
  const ids = Array.from({ length: initiatives }, (_, n) => initiativeId(n));
  file.exec('begin');
  put(`program-${programId}`, 0, { type: 'ProgramChartered', data: charter });
  for (let nth = 0; nth < PER_INITIATIVE; nth++) for (const id of ids) put(`initiative-${id}`, nth, fact(id, nth, evidence));
  file.exec('commit');
  file.close();
  return initiatives * PER_INITIATIVE + 1;
}
