import type { LocalDate } from '#domain/calendar.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import type { Language } from '../output/language.js';
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

/** A data folder that this process holds. Beside what every installation offers, it takes commands of the past. */
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
 * Opens EVENKEEL_DATA. The database and the framework are loaded only here: asking for help needs neither.
 * @throws EventStoreError where another process holds it, or it cannot be opened; its message says so
 */
export async function openDataFolder(environment: Readonly<Record<string, string | undefined>>, language: Language): Promise<DataFolder> {
  const { openEmbedded } = await import('./embedded.js');
  return openEmbedded(environment, language);
}
