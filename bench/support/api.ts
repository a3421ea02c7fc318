import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { CommandRequest } from '#application/commands/command.js';
import { CommandGateway } from '#application/commands/command-gateway.js';
import { BackgroundProcesses } from '#application/processes/background-processes.js';
import { People } from '#identity/people/people.js';
import { Sessions } from '#identity/access/sessions.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { Views } from '#projection-engine/daemon/views.js';
import { READ_DATABASE } from '#projection-engine/database/read-database.js';
import { keptRows } from '#read-models/portfolio/kept-rows.js';
import { configurationFrom } from '#application/starting/configuration.js';
import { positionOf } from '#event-store/embedded/file/position.js';
import { PortfolioWarming } from '../../apps/api/src/portfolio/portfolio-warming.js';
import { createApp, type RunningApp } from '../../apps/api/src/create-app.js';

const TOKEN = 'a-token-for-benchmarks-and-nothing-else';
const DEADLINE_MS = 600_000;

/** A command with a date in the past. */
export interface Past {
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The date on which the command's event became known. */
  readonly on: string;
}

/** The whole api in this process, on a free port, over a new data folder. */
export class Api {
  private constructor(
    private readonly app: RunningApp,
    readonly folder: string,
  ) {}

  /** @param folder a filled data folder, in which things may be missing; default: a new one */
  static async start(folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-bench-'))): Promise<Api> {
    const variables = { PORT: '0', EVENKEEL_DATA: folder, EVENKEEL_ADMIN_TOKEN: TOKEN, EVENKEEL_RATE_LIMIT: '0' };
    return new Api(
      await createApp({ ...configurationFrom(variables), ACCEPT_LOSS: 'yes', ACCEPT_CLOCK: 'yes' }, pino({ level: 'warn' })),
      folder,
    );
  }

  get url(): string {
    return `${this.app.url}/graphql`;
  }

  readonly headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };

  /** Lets a person in and grants them a role in a program. @returns the headers of their browser */
  async signIn(person: string, programId: string, role: string, on: string): Promise<Readonly<Record<string, string>>> {
    const { nest } = this.app;
    await nest.get(People, { strict: false }).add({ id: person, name: person });
    await this.enter([{ type: 'GrantRole', on, input: { programId, personId: person, role } }]);
    const session = await nest.get(Sessions, { strict: false }).make(person);
    return { 'content-type': 'application/json', origin: this.app.url, cookie: `evenkeel=${session!.secret}` };
  }

  /** Enters data through the command gateway, as all data. */
  async enter(commands: Iterable<Past>): Promise<void> {
    const gateway = this.app.nest.get(CommandGateway, { strict: false });
    const principal = { id: 'administrator', administrator: true };
    for (const { type, input, on } of commands) {
      const imported = { from: 'bench', actor: 'administrator', occurredAt: `${on}T12:00:00.000Z` };
      const outcome = await gateway.execute({ type, input, principal, imported });
      if ('refusal' in outcome) throw new Error(`${type} of ${on}: ${JSON.stringify(outcome.refusal)}`);
      this.head = outcome.receipt.position ?? this.head;
    }
    await this.settled();
  }

  /** Executes one command of the present. @returns how many events it recorded @throws Error if it is refused */
  async execute(request: CommandRequest): Promise<number> {
    const outcome = await this.app.nest.get(CommandGateway, { strict: false }).execute(request);
    if ('refusal' in outcome) throw new Error(`${request.type}: ${JSON.stringify(outcome.refusal)}`);
    const { position, events } = outcome.receipt;
    if (position !== null && (this.head === undefined || position > this.head)) this.head = position;
    return events;
  }

  /** Waits until the views have passed all entered data. */
  async settled(): Promise<void> {
    const views = this.app.nest.get(Views, { strict: false });
    const names = views.status().map(({ name }) => name);
    if (this.head === undefined || (await views.waitFor(this.head, names, DEADLINE_MS)) !== 'passed') throw new Error('the views lag');
  }

  /** Waits until the views have passed the nth event of a folder that was filled before the start. */
  async settledAt(nth: number): Promise<void> {
    this.head = positionOf(nth);
    await this.settled();
  }

  /** Waits until the portfolio is kept ready, or its next round of that has ended. */
  warmed(): Promise<void> {
    return this.app.nest.get(PortfolioWarming, { strict: false }).round();
  }

  /** Waits until the drift saga has reacted to all entered data. */
  async sagaDone(): Promise<void> {
    const { saga } = this.app.nest.get(BackgroundProcesses, { strict: false });
    if (this.head !== undefined) await saga.passed(this.head);
  }

  private head: string | undefined;

  /** Returns the data of an answer. @throws Error if there is none */
  async ask(query: string, variables: object): Promise<unknown> {
    const response = await fetch(this.url, { method: 'POST', headers: this.headers, body: JSON.stringify({ query, variables }) });
    const answer = (await response.json()) as { data: unknown; errors?: unknown };
    if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  }

  /**
   * Empties the caches of documents and of portfolio rows, so that the next read goes to the database. Cached sweeps belong to the old
   * documents and are not found either.
   */
  forget(): void {
    const cache = this.app.nest.get(DocumentCache, { strict: false });
    for (const projection of ['programs', 'initiatives']) cache.clear(projection);
    keptRows({ origin: this.app.nest.get<object>(READ_DATABASE, { strict: false }) })?.forget();
  }

  /** Ends the api and keeps its data. */
  stop(): Promise<void> {
    return this.app.close();
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
