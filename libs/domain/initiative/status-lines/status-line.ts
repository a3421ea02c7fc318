import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import type { LocalDate } from '../../calendar.js';
import { type Check, isPillar, TITLE_LENGTH, titleCheck } from '../../checks.js';
import { asObject, LineFields, type Problem } from '../../history/line-fields.js';
import type { Pillar } from '../../pillars.js';
import { refuse } from '../../refusals.js';
import { omitNullish } from '../../omit-nullish.js';
import { MAX_MILESTONES } from '../launch.js';
import type { InitiativeState } from '../state.js';

export interface StatusLineMilestone {
  readonly key: string;
  /** "key (release)"; undefined: the line names no release. */
  readonly title?: string;
  /** The due date; undefined: the line names the milestone without one. */
  readonly due?: LocalDate;
  /** The achievement date; undefined beside a due date: not achieved. */
  readonly achieved?: LocalDate;
}

/**
 * A dated status line of a history file after mapping: a snapshot of one initiative. An undefined member is not in the line, so that the
 * initiative keeps its value (`completedLine`); null is an explicit "none".
 */
export interface StatusLine {
  /** The key of the initiative in the file. */
  readonly key: string;
  readonly title?: string;
  /** The organisational unit; null: the initiative belongs to none. */
  readonly unit?: string | null;
  readonly pillar: Pillar;
  /** The status of the initiative that the source's spelling stands for. */
  readonly becomes?: InitiativeState['status'];
  /** The status as the source spells it; every reason contains it. */
  readonly status: string;
  /** The owner; null: nobody owns the initiative. */
  readonly owner?: string | null;
  /** The milestones in the line; no two have the same key. */
  readonly milestones: readonly StatusLineMilestone[];
}

const SPELLINGS: Readonly<Record<string, InitiativeState['status']>> = {
  provisional: 'ACTIVE',
  implementable: 'ACTIVE',
  deferred: 'PAUSED',
  implemented: 'COMPLETED',
  rejected: 'CANCELLED',
  withdrawn: 'CANCELLED',
  replaced: 'CANCELLED',
  removed: 'CANCELLED',
};

/** A key of the members that a line's meaning depends on: a line with the same key as the previous one changes nothing. */
export function mappedKey({ status: _spelling, ...line }: StatusLine): string {
  const milestones = line.milestones.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return canonicalJson({ ...line, milestones });
}

/** Checks the achievement dates. @param today the day on which the line became known: no achievement is later */
export function achievementsCheck({ milestones }: StatusLine, today: LocalDate): Check {
  const future = milestones.findIndex(({ achieved }) => achieved !== undefined && achieved > today);
  return future >= 0 ? refuse('DATE_IN_FUTURE', 'milestones', future, 'achieved') : undefined;
}

/** Reads a raw status line: its content with remarks, or what makes it invalid. */
export function readStatusLine(
  raw: Record<string, unknown>,
): { readonly line: StatusLine; readonly warnings: readonly Problem[] } | Problem {
  const fields = new LineFields(raw);
  const warnings: Problem[] = [];
  const key = fields.key('initiative', TITLE_LENGTH);
  const title = titleOf(fields, warnings);
  const unit = fields.said('unit', () => fields.optionalTitle('unit') ?? null);
  const pillar = fields.raw('pillar');
  if (!isPillar(pillar)) return fields.problem ?? refuse('PILLAR_UNKNOWN', 'pillar');
  const status = statusOf(fields, warnings);
  const owner = fields.said('owner', () => fields.optionalPerson('owner') ?? null);
  const milestones = readMilestones(fields.list('milestones'), fields, warnings);
  return fields.problem ?? { line: { key, ...omitNullish({ title }), ...unit, pillar, ...status, ...owner, milestones }, warnings };
}

function titleOf(fields: LineFields, warnings: Problem[]): string | undefined {
  const raw = fields.raw('title');
  if (typeof raw !== 'string' || !fields.isAbsent('title')) return fields.title('title');
  warnings.push(refuse('TITLE_EMPTY', 'title'));
  return undefined;
}

/** The status of a line. An unknown spelling counts as active; a missing one changes nothing. */
function statusOf(fields: LineFields, warnings: Problem[]): Pick<StatusLine, 'status' | 'becomes'> {
  const status = fields.optionalTitle('status');
  if (status === undefined) warnings.push(refuse('STATUS_MISSING', 'status'));
  if (status === undefined || fields.problem) return { status: 'none' };
  const spelling = status.trim().toLowerCase();
  const becomes = Object.hasOwn(SPELLINGS, spelling) ? SPELLINGS[spelling] : undefined;
  if (becomes === undefined) warnings.push({ ...refuse('STATUS_UNKNOWN', 'status'), given: status });
  return { status, becomes: becomes ?? 'ACTIVE' };
}

function readMilestones(raws: readonly unknown[], fields: LineFields, warnings: Problem[]): readonly StatusLineMilestone[] {
  if (raws.length > MAX_MILESTONES) fields.wrong(refuse('TOO_MANY_MILESTONES', 'milestones'));
  const byKey = new Map<string, StatusLineMilestone>();
  for (const [i, raw] of raws.entries()) {
    if (fields.problem) break;
    const read = readMilestone(raw, i);
    if (isRefusal(read)) {
      fields.wrong(read);
      continue;
    }
    if (read.due === undefined) warnings.push(refuse('MILESTONE_WITHOUT_DUE', 'milestones', i, 'due'));
    const twin = byKey.get(read.key);
    if (twin === undefined) byKey.set(read.key, read);
    else if (canonicalJson(twin) === canonicalJson(read)) warnings.push(refuse('MILESTONE_REPEATED', 'milestones', i, 'key'));
    else fields.wrong(refuse('MILESTONE_TWICE_IN_LIST', 'milestones', i, 'key'));
  }
  return [...byKey.values()];
}

function readMilestone(raw: unknown, i: number): StatusLineMilestone | Problem {
  const object = asObject(raw);
  if (!object) return refuse('LINE_MALFORMED', 'milestones', i);
  const fields = new LineFields(object, ['milestones', i]);
  const key = fields.key('key');
  if (fields.problem) return fields.problem;
  const release = fields.isAbsent('release') ? undefined : fields.raw('release');
  if (release !== undefined && typeof release !== 'string' && typeof release !== 'number')
    return refuse('LINE_MALFORMED', 'milestones', i, 'release');
  const title = release === undefined ? undefined : `${key} (${release})`;
  const due = fields.optionalDate('due');
  const achieved = fields.optionalDate('achieved');
  if (title !== undefined) fields.wrong(titleCheck(title, 'milestones', i, 'release'));
  return fields.problem ?? { key, ...omitNullish({ title, due, achieved }) };
}
