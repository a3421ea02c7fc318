import { createHash } from 'node:crypto';
import { isRefusal, type Refusal } from '#event-sourcing/commands/decider.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { readHistoryLine, type HistoryLine } from '#domain/history/history-line.js';
import { mappedKey } from '#domain/initiative/status-lines/status-line.js';
import type { PhaseLanguage } from '#domain/program/commands.js';
import type { Principal } from '../commands/command.js';
import { storableText } from './line-check.js';

/** The command that a line stands for, and remarks about the line. */
export interface LineCommand {
  readonly type: 'CharterProgram' | 'EnterPhase' | 'EvaluateBalance' | 'RecordStatusLine';
  readonly commandId: string;
  /** Who acted at that time: as the line says, otherwise the importer. */
  readonly actor: string;
  /** When it happened: RFC 3339 in UTC with milliseconds. */
  readonly occurredAt: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly folded?: Readonly<Record<string, unknown>>;
  /** For a status line: its initiative, and a key of everything that its meaning depends on. */
  readonly status?: { readonly initiativeId: string; readonly key: string };
  readonly warnings: readonly Refusal[];
}

/** The program that lines are imported into, and who imports them. */
export interface Importing {
  readonly programId: string;
  readonly principal: Principal;
  /** The source of the history, such as the name of the file. */
  readonly importedFrom: string;
  /** The language of the default phases if the charter names no phases; default: English. */
  readonly phaseNamesIn?: PhaseLanguage | undefined;
}

/**
 * Translates a line of a history file into its command. The commandId is derived from the program and the digest of the line, so that the
 * same line always gives the same command.
 */
export function commandOfLine(raw: unknown, { programId, principal, phaseNamesIn }: Importing): LineCommand | Refusal {
  const stored = storableText(raw);
  if (isRefusal(stored)) return stored;
  const line = readHistoryLine({ ...(raw as object), actor: (raw as { actor?: unknown }).actor ?? principal.id });
  if (isRefusal(line)) return line;
  const { at: occurredAt, actor, warnings } = line;
  const digest = createHash('sha256').update(stored.text).digest('hex');
  return { ...typed(line, programId, phaseNamesIn), occurredAt, actor, warnings, commandId: uuidFrom(programId, digest) };
}

function typed(
  line: HistoryLine,
  programId: string,
  phaseNamesIn: PhaseLanguage | undefined,
): Pick<LineCommand, 'type' | 'input' | 'folded' | 'status'> {
  switch (line.kind) {
    case 'charter':
      return { type: 'CharterProgram', input: { ...line.data, id: programId }, folded: { phaseNamesIn } };
    case 'enterPhase':
      return { type: 'EnterPhase', input: { ...line.data, programId } };
    case 'evaluate':
      return { type: 'EvaluateBalance', input: { ...line.data, programId } };
    case 'status': {
      const initiativeId = uuidFrom(programId, 'initiative', line.line.key);
      // The data derived from the line is passed as folded input, outside of the command's hash: if the mapping changes, the same line is
      // still the same command.
      const folded = { line: line.line };
      const status = { initiativeId, key: mappedKey(line.line) };
      return { type: 'RecordStatusLine', input: { programId, initiativeId }, folded, status };
    }
    default:
      return line satisfies never;
  }
}
