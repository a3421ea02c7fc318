import { createHash } from 'node:crypto';
import { isRefusal, type Refusal } from '#event-sourcing/decider.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { readHistoryLine, type HistoryLine } from '#domain/history/history-line.js';
import { mappedKey } from '#domain/initiative/status-line.js';
import type { PhaseLanguage } from '#domain/program/commands.js';
import type { Principal } from '../commands/command.js';
import { storableText } from './line-check.js';

/** One line as one command, and what there is to say about it. */
export interface LineCommand {
  readonly type: 'CharterProgram' | 'EnterPhase' | 'EvaluateBalance' | 'RecordStatusLine';
  readonly commandId: string;
  /** Whoever acted then: as the line says, else the importer. */
  readonly actor: string;
  /** RFC 3339 in UTC with milliseconds. */
  readonly occurredAt: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly folded?: Readonly<Record<string, unknown>>;
  /** Of a status line: its initiative, and what its meaning depends on. */
  readonly status?: { readonly initiativeId: string; readonly key: string };
  readonly warnings: readonly Refusal[];
}

/** Into which program lines are imported, and by whom. */
export interface Importing {
  readonly programId: string;
  readonly principal: Principal;
  /** Where the history comes from, such as the name of the file. */
  readonly importedFrom: string;
  /** The language of the default phases, where a charter names none; left out: English. */
  readonly phaseNamesIn?: PhaseLanguage | undefined;
}

/**
 * The command that a line of a history file is. Its commandId follows from the program and the digest of the line, so that
 * the same line is the same command.
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
      // What the line means is folded: should the mapping ever change, the same line stays the same command.
      const folded = { line: line.line };
      const status = { initiativeId, key: mappedKey(line.line) };
      return { type: 'RecordStatusLine', input: { programId, initiativeId }, folded, status };
    }
    default:
      return line satisfies never;
  }
}
