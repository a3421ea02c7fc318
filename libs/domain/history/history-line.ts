import { isRefusal } from '#event-sourcing/commands/decider.js';
import { REASON_LENGTH } from '../checks.js';
import type { LocalDate } from '../calendar.js';
import { readStatusLine, type StatusLine } from '../initiative/status-lines/status-line.js';
import type { CharterProgram, EnterPhase, PhaseInput } from '../program/commands.js';
import { refuse } from '../refusals.js';
import { omitNullish } from '../omit-nullish.js';
import { asObject, LineFields, type Problem } from './line-fields.js';

interface Dated {
  /** When it became known, RFC 3339 in UTC with milliseconds. */
  readonly at: string;
  readonly actor: string;
  /** Remarks about oddities that were accepted. */
  readonly warnings: readonly Problem[];
}

/** A line of a history file, before the importer adds ids. */
export type HistoryLine =
  | (Dated & { readonly kind: 'status'; readonly line: StatusLine })
  | (Dated & { readonly kind: 'charter'; readonly data: Omit<CharterProgram['data'], 'id'> })
  | (Dated & { readonly kind: 'enterPhase'; readonly data: Omit<EnterPhase['data'], 'programId'> })
  | (Dated & { readonly kind: 'evaluate'; readonly data: { readonly on: LocalDate } });

/**
 * Reads one line: `{at, actor, kind, …}`; without a kind it is a status line. A charter has the fields of
 * CharterProgramInput, an enterPhase those of EnterPhaseInput, an evaluate `on`.
 */
export function readHistoryLine(raw: unknown): HistoryLine | Problem {
  const object = asObject(raw);
  if (!object) return refuse('LINE_MALFORMED');
  const fields = new LineFields(object);
  const at = fields.instant('at');
  const actor = fields.person('actor');
  if (fields.problem) return fields.problem;
  const dated = { at, actor, warnings: [] };
  switch (object['kind']) {
    case undefined:
    case 'status': {
      const read = readStatusLine(object);
      return 'refused' in read ? read : { ...dated, kind: 'status', ...read };
    }
    case 'charter': {
      const data = charter(fields);
      return fields.problem ?? { ...dated, kind: 'charter', data };
    }
    case 'enterPhase': {
      const data = enterPhase(fields);
      return fields.problem ?? { ...dated, kind: 'enterPhase', data };
    }
    case 'evaluate': {
      const on = fields.date('on');
      return fields.problem ?? { ...dated, kind: 'evaluate', data: { on } };
    }
    default:
      return refuse('LINE_KIND_UNKNOWN', 'kind');
  }
}

function charter(fields: LineFields): Omit<CharterProgram['data'], 'id'> {
  return {
    name: fields.title('name'),
    sponsorId: fields.person('sponsorId'),
    startsOn: fields.date('startsOn'),
    ...omitNullish({
      objective: fields.optionalText('objective', REASON_LENGTH),
      endsOn: fields.optionalDate('endsOn'),
      timeZone: fields.optionalTitle('timeZone'),
      phases: phases(fields),
    }),
  };
}

/** Imported history carries no approvals, or they could be forged. */
function enterPhase(fields: LineFields): Omit<EnterPhase['data'], 'programId'> {
  if (!fields.isAbsent('approvedBy')) fields.wrong(refuse('APPROVAL_IN_HISTORY', 'approvedBy'));
  return {
    phase: fields.key('phase'),
    on: fields.date('on'),
    ...omitNullish({ note: fields.optionalText('note', REASON_LENGTH), phases: phases(fields) }),
  };
}

const phases = (fields: LineFields): readonly PhaseInput[] | undefined =>
  fields.isAbsent('phases')
    ? undefined
    : fields.list('phases').map((raw, i) => {
        const read = readPhase(raw, ['phases', i]);
        if (isRefusal(read)) fields.wrong(read);
        return read as PhaseInput;
      });

/** Reads a phase as in PhaseInput; other members are ignored. @param path its path in the document */
export function readPhase(raw: unknown, path: readonly (string | number)[] = []): PhaseInput | Problem {
  const object = asObject(raw);
  if (!object) return refuse('LINE_MALFORMED', ...path);
  const emphasis = asObject(object['emphasis']);
  if (!emphasis) return refuse('LINE_MALFORMED', ...path, 'emphasis');
  const fields = new LineFields(object, path);
  const shares = new LineFields(emphasis, [...path, 'emphasis']);
  const phase: PhaseInput = {
    key: fields.key('key'),
    name: fields.title('name'),
    endsOn: fields.date('endsOn'),
    emphasis: {
      leadership: shares.number('leadership'),
      culture: shares.number('culture'),
      process: shares.number('process'),
      technology: shares.number('technology'),
    },
  };
  return fields.problem ?? shares.problem ?? phase;
}
