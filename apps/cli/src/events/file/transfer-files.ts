import { existsSync, statSync } from 'node:fs';
import type { Settings } from '#event-store/settings.js';
import { Failure } from '../../failure.js';
import { fileLines, type FileLine } from '../../history/file-lines.js';
import type { Say } from '#application/starting/language.js';
import type { Terminal } from '../../terminal.js';
import { configurationOf } from '../../transport/configuration.js';
import { TransferProblem, worded } from '../transfer-problem.js';

/** The option `--vault FILE` or `--no-vault`, or neither. */
export interface VaultOption {
  readonly vault?: string | false;
}

/** The path of the vault file: as given, otherwise beside the file of events. Undefined: the vault is left out. */
export function vaultPath(file: string, { vault }: VaultOption): string | undefined {
  if (vault === false) return undefined;
  return vault ?? `${file.replace(/\.ndjson$/, '')}.vault.ndjson`;
}

/**
 * The settings of the stores. @throws Failure if the variables are invalid, or EVENKEEL_URL is set: whole stores are not transferred
 * through an api
 */
export function settingsOf(terminal: Terminal): Settings {
  if (terminal.environment.EVENKEEL_URL) throw new Failure(throughNoApi(terminal.say), 2);
  const { EVENKEEL_DATA, EVENTSTORE_URL, EVENTSTORE_PREFIX, DATABASE_URL, ACCEPT_LOSS, ACCEPT_CLOCK } = configurationOf(terminal);
  const settings: Readonly<Record<string, string | undefined>> = {
    ...{ EVENKEEL_DATA, EVENTSTORE_URL, EVENTSTORE_PREFIX, DATABASE_URL },
    ...{ ACCEPT_LOSS, ACCEPT_CLOCK },
  };
  return { get: (name) => settings[name] };
}

const throughNoApi = (say: Say): string =>
  say(
    'EVENKEEL_URL 已设置，但此命令直接在存储上进行：请取消它，并设置 EVENKEEL_DATA，或 EVENTSTORE_URL 与 DATABASE_URL',
    'EVENKEEL_URL is set, but this command works on the stores themselves: unset it, and set EVENKEEL_DATA, or EVENTSTORE_URL with DATABASE_URL',
  );

/** @throws Failure if the file does not exist */
export function assertFile(path: string, { say }: Terminal): void {
  if (!existsSync(path)) throw new Failure(say(`没有文件 ${path}`, `there is no file ${path}`), 2);
}

/** The lines of a file; also reports how many of its bytes have been read. */
export async function* measuredLines(path: string, maxLength: number, onBytes: (done: number) => void): AsyncGenerator<FileLine> {
  const { size } = statSync(path);
  let bytes = 0;
  for await (const line of fileLines(path, maxLength)) {
    bytes += Buffer.byteLength(line.text ?? '') + 1;
    onBytes(Math.min(bytes, size));
    yield line;
  }
}

/** Runs the work and turns a problem of the file into a Failure with a message for people. */
export async function about<T>(path: string, { say }: Terminal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TransferProblem ? new Failure(worded(error, path, say)) : error;
  }
}
