import type { LocalDate } from '#domain/calendar.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import { unremembered } from '../output/unremembered.js';
import type { Terminal } from '../terminal.js';
import { configurationOf } from './configuration.js';
import type { Evenkeel } from './evenkeel.js';

export interface PastCommand {
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly commandId: string;
  /** When it was given, RFC 3339 in UTC, and who gave it. */
  readonly at: string;
  readonly actor: string;
  readonly importedFrom: string;
}

/** Stores that this process opens itself. Beside what every installation offers, it takes commands of the past. */
export interface DataFolder extends Evenkeel {
  programIds(): Promise<readonly string[]>;
  /** The names that the directory has, by person id. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** @throws Failure where it is refused */
  executePast(command: PastCommand): Promise<void>;
  /** Resolves once the drift saga has done what follows from the commands so far, and the views show it. */
  settle(): Promise<void>;
  /** The id of the latest episode of that kind and pillar that had opened by a day. @throws Failure where there is none */
  episode(of: { programId: string; kind: DriftKind; pillar: Pillar; openedBy: LocalDate }): Promise<string>;
}

/**
 * Opens EVENKEEL_DATA, or the clustered stores. The database and the framework are loaded only here: asking for help needs neither.
 * @throws Failure where the variables are wrong; EventStoreError where another process holds it, or it cannot be opened
 */
export async function openDataFolder(terminal: Pick<Terminal, 'environment' | 'language' | 'said' | 'say' | 'note'>): Promise<DataFolder> {
  const configuration = configurationOf(terminal);
  if (configuration.EVENTSTORE_URL === undefined) {
    const { expectOpenable } = await import('#event-store/embedded/opening/opening.js');
    const found = expectOpenable(configuration.EVENKEEL_DATA, { acceptLoss: configuration.ACCEPT_LOSS === 'yes' });
    // From here on there is a new one, so that no start of the api would say so.
    if (found.unremembered) terminal.note(unremembered(terminal.say));
  }
  const { openEmbedded } = await import('./embedded.js');
  return openEmbedded(configuration, terminal.language);
}
