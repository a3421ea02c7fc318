import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { inspect } from '#event-store/embedded/opening/inspection.js';
import { lossError } from '#event-store/embedded/opening/losses.js';
import { takeOwnership } from '#event-store/embedded/opening/ownership.js';
import { openConfiguredEventStore } from '#event-store/event-store.module.js';
import type { Settings } from '#event-store/settings.js';
import { openConfiguredVault } from '#identity/identity.module.js';
import { readVault } from '#identity/vault/vault-reading.js';
import type { VaultContents } from '#identity/vault/vault-transfer.js';
import { openVault, type Vault } from '#identity/vault/vault.js';
import { projectorsPlace } from '../transport/projectors-place.js';
import type { EventSource } from './export-events.js';

export interface OpenedSource {
  readonly events: EventSource;
  /** Reads the vault. @throws EventStoreError VAULT_MISSING if there is none */
  readonly vault: () => VaultContents | Promise<VaultContents>;
  /** The number of events; undefined: the store cannot tell. */
  readonly count: number | undefined;
  /** Whether nobody else can record events until the source is closed. */
  readonly alone: boolean;
  /** Whether there are events but no high-water mark. */
  readonly unremembered: boolean;
  /** Notes the export in the security log. @returns whether it was possible: a folder may be open for reading only */
  readonly noteExport: (details: Readonly<Record<string, unknown>>) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export interface OpenedTarget {
  readonly events: EventStore;
  readonly vault: Vault;
  /** Rejects when another process may have begun to work on the target. */
  readonly held: Promise<never>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the source of an export read-only: a data folder even while an api uses it, or without write permission.
 * @throws EventStoreError STORE_UNAVAILABLE if there is none, STORE_BEHIND if something is missing and its loss was not accepted
 */
export async function openSource(settings: Settings): Promise<OpenedSource> {
  if (settings.get('EVENTSTORE_URL')) return openClusteredSource(settings);
  const folder = settings.get('EVENKEEL_DATA') ?? './data';
  const unremembered = expectWhatWasThere(folder, settings.get('ACCEPT_LOSS') === 'yes');
  const reader = openReader(folder);
  const release = ownershipIfFree(folder);
  const close = async (): Promise<void> => {
    await reader.close();
    release?.();
  };
  return {
    events: reader,
    vault: () => readVault(folder),
    count: await reader.count(),
    alone: release !== undefined,
    unremembered,
    noteExport: (details) => notedInFolder(folder, details),
    close,
  };
}

/** Notes an export in the log of a data folder, if it has a vault that can be written. */
async function notedInFolder(folder: string, details: Readonly<Record<string, unknown>>): Promise<boolean> {
  if (!existsSync(join(folder, 'vault.sqlite'))) return false;
  try {
    const vault = await openVault(folder);
    return await noted(vault, details).finally(() => vault.close());
  } catch {
    return false;
  }
}

/** Whoever exports from the stores themselves is known to the machine and not to Evenkeel. */
const noted = (vault: Vault, details: Readonly<Record<string, unknown>>): Promise<boolean> =>
  vault.securityLog.note({ act: 'EXPORTED', details }).then(
    () => true,
    () => false,
  );

/**
 * Refuses a store that ends before its last acknowledged event: a backup would hide the loss. A missing vault is reported by whatever reads
 * it. @returns whether there is no high-water mark
 */
function expectWhatWasThere(folder: string, acceptLoss: boolean): boolean {
  const store = inspect(folder);
  store.close();
  const ofEvents = store.losses.filter(({ kind }) => kind !== 'VAULT_MISSING');
  if (ofEvents.length > 0 && !acceptLoss) throw lossError(folder, ofEvents);
  return store.unremembered;
}

async function openClusteredSource(settings: Settings): Promise<OpenedSource> {
  const { events: store, vault, close } = await openStores(settings);
  const head = async (): Promise<string | undefined> => {
    for await (const [last] of store.readAll({ direction: 'backwards', limit: 1 })) return last?.position;
    return undefined;
  };
  return {
    events: { readAll: (options) => store.readAll(options), head },
    vault: () => vault.transfer.contents(),
    count: undefined,
    alone: false,
    unremembered: false,
    noteExport: (details) => noted(vault, details),
    close,
  };
}

/**
 * Opens the target of an import and holds it until it is closed: meanwhile a projector would evaluate programs that are only partly there,
 * and flag drift that later lines of the file contain.
 * @throws EventStoreError STORE_OWNED if another process uses it, and what opening the stores throws
 */
export async function openTarget(settings: Settings): Promise<OpenedTarget> {
  const url = settings.get('DATABASE_URL');
  const place = url === undefined ? undefined : await projectorsPlace(url);
  if (url !== undefined && !place)
    throw owned(
      'a projector is at work on the database of DATABASE_URL, or another evenkeel in its place',
      'DATABASE_URL 的数据库正由投影进程或另一个 evenkeel 使用',
    );
  const release = async (): Promise<void> => place?.release();
  try {
    const { events, vault, close } = await openStores(settings);
    const held = new Promise<never>((_, reject) => {
      void place?.lost.then(() =>
        reject(new EventStoreError('STORE_UNAVAILABLE', 'the connection to the database of DATABASE_URL was lost', true)),
      );
    });
    held.catch(() => undefined);
    return { events, vault, held, close: () => close().finally(release) };
  } catch (error) {
    await release();
    if (!(error instanceof EventStoreError) || error.code !== 'STORE_OWNED') throw error;
    const folder = settings.get('EVENKEEL_DATA');
    throw owned(`the data folder ${folder} is in use by another Evenkeel process`, `数据目录 ${folder} 正被另一个 Evenkeel 进程使用`);
  }
}

const owned = (en: string, zh: string): EventStoreError =>
  new EventStoreError('STORE_OWNED', `${en}: stop it, then import`, true, `${zh}：请先停止它，再导入`);

async function openStores(settings: Settings): Promise<Omit<OpenedTarget, 'held'>> {
  const events = openConfiguredEventStore(settings);
  try {
    const vault = await openConfiguredVault(settings);
    const close = async (): Promise<void> => {
      await events.close();
      await vault.close();
    };
    return { events, vault, close };
  } catch (error) {
    await events.close();
    throw error;
  }
}

function ownershipIfFree(folder: string): (() => void) | undefined {
  try {
    return takeOwnership(folder);
  } catch (error) {
    // The folder is in use, or cannot be written: it is unknown whether others can record events.
    if (error instanceof EventStoreError) return undefined;
    throw error;
  }
}
