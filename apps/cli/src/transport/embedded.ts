import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pause } from '#async/pause.js';
import { within } from '#async/within.js';
import type { Principal } from '#application/commands/command.js';
import type { Configuration } from '#application/starting/configuration.js';
import { CommandGateway } from '#application/commands/command-gateway.js';
import { ImportStatusLines, type LineProblem } from '#application/import/import-lines.js';
import { refusals, type RefusalCode } from '#domain/refusals.js';
import { personCheck, titleCheck } from '#domain/checks.js';
import { Directory } from '#identity/people/directory.js';
import { SecurityLog } from '#identity/security-log.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import { Readings } from '#read-models/readings.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Failure } from '../failure.js';
import { wordingKey, type Language } from '#domain/language.js';
import type { Overview } from '../output/overview.js';
import { overviewOf } from './embedded-overview.js';
import type { DataFolder, PastCommand } from './data-folder.js';
import { EmbeddedModule, EmbeddedSaga } from './embedded.module.js';
import type { ImportAnswer, LinesToImport, ProjectionLine } from './evenkeel.js';
import { projectorsPlace } from './projectors-place.js';

/** Anybody who can open the data folder has all rights. */
const ADMINISTRATOR: Principal = { id: 'administrator', administrator: true };

const SETTLE_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 10_000;
const BEGIN_TIMEOUT_MS = 5_000;
const BEGIN_POLL_MS = 50;

/**
 * Opens the stores. If a cluster has no active projector, this process is the projector as long as it runs; otherwise it uses the active
 * one.
 */
export async function openEmbedded(configuration: Configuration, language: Language): Promise<DataFolder> {
  const place = configuration.DATABASE_URL === undefined ? undefined : await projectorsPlace(configuration.DATABASE_URL);
  try {
    const module = EmbeddedModule.over(configuration, place !== undefined);
    const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    return new EmbeddedFolder(context, language, async () => place?.release());
  } catch (error) {
    await place?.release();
    throw error;
  }
}

class EmbeddedFolder implements DataFolder {
  readonly #views: Views;
  readonly #readings: Readings;
  readonly #directory: Directory;
  readonly #gateway: CommandGateway;
  readonly #closing = new AbortController();

  constructor(
    private readonly context: INestApplicationContext,
    private readonly language: Language,
    /** Releases the stores; called last when they are closed. */
    private readonly release: () => Promise<void>,
  ) {
    this.#views = context.get(Views, { strict: false });
    this.#readings = context.get(Readings, { strict: false });
    this.#directory = context.get(Directory, { strict: false });
    this.#gateway = context.get(CommandGateway, { strict: false });
  }

  async importLines(lines: LinesToImport): Promise<ImportAnswer> {
    const imported = await this.context.get(ImportStatusLines, { strict: false }).import({
      ...lines,
      principal: ADMINISTRATOR,
      phaseNamesIn: wordingKey(this.language),
    });
    const worded = ({ line, code, field, given }: LineProblem) => ({ line, code, message: this.#message(code, field, given) });
    return { ...imported, rejected: imported.rejected.map(worded), warnings: imported.warnings.map(worded) };
  }

  async timeZone(programId: string): Promise<string | undefined> {
    await this.#caughtUp();
    return (await this.#readings.live.programs.byIds([programId])).get(programId)?.timeZone;
  }

  async programs(): Promise<readonly { readonly id: string; readonly name: string }[]> {
    await this.#caughtUp();
    return this.#readings.live.programs.all();
  }

  async overview(programId: string): Promise<Overview | undefined> {
    await this.#caughtUp();
    return overviewOf(programId, this.#readings.live, this.#directory, this.language);
  }

  async setName(personId: string, name: string): Promise<void> {
    const wrong = personCheck(personId, 'personId') ?? titleCheck(name, 'name');
    if (wrong) throw this.#failure(wrong.refused, wrong.field);
    const before = (await this.#directory.names([personId])).get(personId);
    // An empty name is what stays of somebody who was forgotten.
    if (before === '') throw this.#failure('PERSON_FORGOTTEN', ['personId']);
    await this.#directory.set(personId, name);
    if (before === name) return;
    const details = { from: before ?? null, to: name };
    await this.context.get(SecurityLog, { strict: false }).note({ act: 'NAME_CHANGED', who: ADMINISTRATOR.id, about: personId, details });
  }

  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#directory.names(ids);
  }

  async projections(): Promise<readonly ProjectionLine[]> {
    await this.#caughtUp();
    // A projection that has just begun to follow a store may have passed everything before it knows that it has reached the head.
    for (const until = performance.now() + BEGIN_TIMEOUT_MS; ; await pause(BEGIN_POLL_MS, this.#closing.signal)) {
      const status = this.#views.status();
      const begins = status.some(({ state, error, behind }) => state === 'CATCHING_UP' && error === null && behind === 0);
      if (!begins || performance.now() > until || this.#closing.signal.aborted) return status;
    }
  }

  rebuild(name: string, onProgress: (done: number, total: number) => void): Promise<void> {
    return this.#views.rebuild(name, ({ done, total }) => onProgress(done, total));
  }

  async programIds(): Promise<readonly string[]> {
    await this.#caughtUp();
    return (await this.#readings.live.programs.all()).map(({ id }) => id);
  }

  async executePast({ type, input, commandId, at, actor, importedFrom: from }: PastCommand): Promise<void> {
    const imported = { from, actor, occurredAt: at };
    const outcome = await this.#gateway.execute({ type, input, commandId, principal: ADMINISTRATOR, imported });
    if (!('refusal' in outcome)) return;
    const { code, field } = outcome.refusal;
    throw this.#failure(code, field, `${at} ${type}: `);
  }

  async settle(): Promise<void> {
    const position = await this.#head();
    if (position === undefined) return;
    await this.context.get(EmbeddedSaga, { strict: false }).passed(position);
    await this.#caughtUp();
  }

  async episode({ programId, kind, pillar, openedBy }: Parameters<DataFolder['episode']>[0]): Promise<string> {
    const { edges } = await this.#readings.live.drift.page({ programs: [programId], kinds: [kind], pillars: pillar && [pillar] }, null, {
      first: 100,
    });
    const episode = edges.map(({ node }) => node).findLast(({ openedOn }) => openedOn <= openedBy);
    if (!episode) throw new Failure(`no drift: ${kind} ${pillar} ${openedBy}`);
    return episode.id;
  }

  /**
   * First waits for the reactions to the last evaluations, unless they fail or take too long: then the next process that opens the stores
   * does them.
   */
  async close(): Promise<void> {
    this.#closing.abort();
    const settled = this.settle().catch(() => undefined);
    await within(CLOSE_TIMEOUT_MS, settled, () => undefined);
    await this.context.close().finally(this.release);
  }

  /** Waits until the views show everything in the store, or one of them has stopped, which its status shows. */
  async #caughtUp(): Promise<void> {
    const position = await this.#head();
    const names = this.#views.status().map(({ name }) => name);
    if (position !== undefined) await this.#views.waitFor(position, names, SETTLE_TIMEOUT_MS);
  }

  async #head(): Promise<Position | undefined> {
    for await (const [last] of this.context.get<EventStore>(EVENT_STORE, { strict: false }).readAll({ direction: 'backwards', limit: 1 }))
      return last?.position;
    return undefined;
  }

  #message(code: string, field: readonly string[] = [], given?: string): string {
    const wording = refusals[code as RefusalCode] as (typeof refusals)[RefusalCode] | undefined;
    const place = field.length > 0 ? [`(${field.join('.')}${given === undefined ? '' : `: “${given}”`})`] : [];
    return [wording?.[wordingKey(this.language)] ?? code, ...place].join(' ');
  }

  #failure(code: string, field?: readonly string[], before = ''): Failure {
    return new Failure(`${before}${this.#message(code, field)} (${code})`);
  }
}
