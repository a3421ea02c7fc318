import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { isRefusal } from '#event-sourcing/decider.js';
import type { LocalDate } from '../calendar.js';
import { isPillar, KEY_LENGTH, TITLE_LENGTH, titleCheck } from '../checks.js';
import { asObject, LineFields, type Problem } from '../history/line-fields.js';
import type { Pillar } from '../pillars.js';
import { refuse } from '../refusals.js';
import { stated } from '../stated.js';
import { MAX_MILESTONES } from './launch.js';
import type { InitiativeState } from './state.js';

export interface StatusLineMilestone {
  readonly key: string;
  /** "key (release)", or the key alone. */
  readonly title: string;
  readonly due: LocalDate;
  readonly achieved?: LocalDate;
}

/** A dated status line of a history file, mapped: a full snapshot of one initiative. */
export interface StatusLine {
  /** The key of the initiative in the file. */
  readonly key: string;
  readonly title: string;
  readonly unit?: string;
  readonly pillar: Pillar;
  /** What the spelling of the status means here. */
  readonly becomes: InitiativeState['status'];
  /** The status as the source spells it: it goes into every reason. */
  readonly status: string;
  /** null: nobody. */
  readonly owner: string | null;
  /** No two have the same key. */
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

/** The members of a line that its meaning depends on: a line with the same key as the one before it changes nothing. */
export function mappedKey({ status: _spelling, ...line }: StatusLine): string {
  const milestones = line.milestones.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return canonicalJson({ ...line, milestones });
}

/** What a raw status line says, with what was odd in it; or what makes it useless. */
export function readStatusLine(
  raw: Record<string, unknown>,
): { readonly line: StatusLine; readonly warnings: readonly Problem[] } | Problem {
  const fields = new LineFields(raw);
  const warnings: Problem[] = [];
  const key = fields.text('initiative', TITLE_LENGTH);
  const title = titleOf(fields, key, warnings);
  const unit = fields.optionalText('unit', TITLE_LENGTH);
  const pillar = fields.raw('pillar');
  if (!isPillar(pillar)) return fields.problem ?? refuse('PILLAR_UNKNOWN', 'pillar');
  const status = statusOf(fields, warnings);
  const owner = fields.optionalPerson('owner') ?? null;
  const milestones = readMilestones(fields.list('milestones'), fields, warnings);
  return fields.problem ?? { line: { key, title, ...stated({ unit }), pillar, ...status, owner, milestones }, warnings };
}

function titleOf(fields: LineFields, key: string, warnings: Problem[]): string {
  const raw = fields.raw('title');
  if (typeof raw !== 'string' || raw.trim() !== '') return fields.text('title', TITLE_LENGTH);
  warnings.push(refuse('TITLE_EMPTY', 'title'));
  return key;
}

/** Anything that is not known counts as active. */
function statusOf(fields: LineFields, warnings: Problem[]): Pick<StatusLine, 'status' | 'becomes'> {
  const status = fields.optionalText('status', TITLE_LENGTH) ?? 'none';
  if (fields.problem) return { status, becomes: 'ACTIVE' };
  const spelling = status.trim().toLowerCase();
  const becomes = Object.hasOwn(SPELLINGS, spelling) ? SPELLINGS[spelling] : undefined;
  if (becomes === undefined) warnings.push(refuse('STATUS_UNKNOWN', 'status'));
  return { status, becomes: becomes ?? 'ACTIVE' };
}

function readMilestones(raws: readonly unknown[], fields: LineFields, warnings: Problem[]): readonly StatusLineMilestone[] {
  if (raws.length > MAX_MILESTONES) fields.wrong(refuse('TOO_MANY_MILESTONES', 'milestones'));
  const byKey = new Map<string, StatusLineMilestone>();
  for (const [i, raw] of raws.entries()) {
    if (fields.problem) break;
    const read = readMilestone(raw, i);
    if (isRefusal(read)) {
      if (read.refused === 'MILESTONE_WITHOUT_DUE') warnings.push(read);
      else fields.wrong(read);
      continue;
    }
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
  const key = fields.text('key', KEY_LENGTH);
  if (fields.problem) return fields.problem;
  if (fields.isAbsent('due')) return refuse('MILESTONE_WITHOUT_DUE', 'milestones', i, 'due');
  const release = fields.isAbsent('release') ? undefined : fields.raw('release');
  if (release !== undefined && typeof release !== 'string' && typeof release !== 'number')
    return refuse('LINE_MALFORMED', 'milestones', i, 'release');
  const title = release === undefined ? key : `${key} (${release})`;
  const due = fields.date('due');
  const achieved = fields.optionalDate('achieved');
  fields.wrong(titleCheck(title, 'milestones', i, 'release'));
  return fields.problem ?? { key, title, due, ...stated({ achieved }) };
}
