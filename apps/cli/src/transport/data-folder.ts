import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '#application/starting/language.js';
import type { LocalDate } from '#domain/calendar.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import { Failure } from '../failure.js';
import { unremembered } from '../output/unremembered.js';
import type { Terminal } from '../terminal.js';
import { configurationOf } from './configuration.js';
import type { Evenkeel } from './evenkeel.js';

export interface PastCommand {
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly commandId: string;
  /** When the command was given, RFC 3339 in UTC, and by whom. */
  readonly at: string;
  readonly actor: string;
  readonly importedFrom: string;
}

/** Stores that this process opens itself. In addition to what every installation offers, they accept commands with dates in the past. */
export interface DataFolder extends Evenkeel {
  programIds(): Promise<readonly string[]>;
  /** The names that the directory knows, by person id. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Executes a command with a date in the past. @throws Failure if it is refused */
  executePast(command: PastCommand): Promise<void>;
  /** Resolves once the drift saga has reacted to all commands so far, and the views show the result. */
  settle(): Promise<void>;
  /** The id of the latest episode of that kind and pillar that was open by a day. @throws Failure if there is none */
  episode(of: { programId: string; kind: DriftKind; pillar: Pillar; openedBy: LocalDate }): Promise<string>;
}

export interface Opening {
  /** Whether a missing store is created; false: a missing store is a Failure. */
  readonly mayMake?: boolean;
}

const isEmpty = (folder: string): boolean =>
  ['events.sqlite', 'views.sqlite', 'vault.sqlite', 'high-water.json'].every((name) => !existsSync(join(folder, name)));

const noStore = (folder: string, say: Say): Failure =>
  new Failure(
    say(
      `${folder} 中没有存储；请将 EVENKEEL_DATA 设为存储所在的目录，或用 EVENKEEL_URL 连接正在运行的 api`,
      `there is no store in ${folder}: set EVENKEEL_DATA to the folder of one, or EVENKEEL_URL to an api that runs`,
    ),
  );

/**
 * Opens EVENKEEL_DATA or the clustered stores. The database and the framework are loaded only here: showing help needs neither.
 * @throws Failure if the variables are invalid; EventStoreError if another process uses the store or it cannot be opened
 */
export async function openDataFolder(
  terminal: Pick<Terminal, 'environment' | 'language' | 'said' | 'say' | 'note'>,
  { mayMake = true }: Opening = {},
): Promise<DataFolder> {
  const configuration = configurationOf(terminal);
  if (configuration.EVENTSTORE_URL === undefined) {
    if (!mayMake && isEmpty(configuration.EVENKEEL_DATA)) throw noStore(configuration.EVENKEEL_DATA, terminal.say);
    const { expectOpenable } = await import('#event-store/embedded/opening/opening.js');
    const found = expectOpenable(configuration.EVENKEEL_DATA, { acceptLoss: configuration.ACCEPT_LOSS === 'yes' });
    // From now on there is a new high-water mark, so a later start of the api would not warn.
    if (found.unremembered) terminal.note(unremembered(terminal.say));
  }
  const { openEmbedded } = await import('./embedded.js');
  return openEmbedded(configuration, terminal.language);
}
