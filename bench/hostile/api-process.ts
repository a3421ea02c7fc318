import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rowsIn } from '#identity/vault/entities.js';
import { openVaultFile } from '#identity/vault/vault-file.js';
import { digest } from '#identity/access/secrets.js';
import { fill } from '../support/log-of-initiatives.js';

/** The tokens of the administrator, who may change things, and of an auditor, who may read every program and change nothing. */
export const ADMINISTRATOR = 'a-token-for-benchmarks-and-nothing-else';
export const READER = `ek_auditor00000_${'r'.repeat(43)}`;

const HEAP_MB = 512;
const DEADLINE_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** A data folder that is filled at once; the first start builds its views. */
export class Store {
  readonly folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-hostile-'));

  private constructor() {}

  /** @param evidence the evidence text of every milestone */
  static async filled(events: number, evidence?: string): Promise<Store> {
    const store = new Store();
    fill(store.folder, events, evidence);
    const vault = await openVaultFile(store.folder);
    const unset = { email: null, email_key: null, subject: null, deactivated_at: null, forgotten_at: null };
    const now = new Date().toISOString();
    const person = 'reader';
    await rowsIn(vault.source.manager, 'accounts').insert({ person, roles: 'AUDITOR', added_at: now, ...unset });
    await rowsIn(vault.source.manager, 'access_tokens').insert({
      ...{ id: 'auditor00000', hash: digest(READER), person, name: 'bench', may_write: 0, programs: null },
      ...{ made_at: now, expires_at: null, used_at: null, revoked_at: null },
    });
    await vault.close();
    const first = await ApiProcess.start(store.folder);
    await first.caughtUp();
    await first.end('SIGTERM');
    return store;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The built api in a process with a small heap and the default rate limit. */
export class ApiProcess {
  #peakMB = 0;
  readonly #watch: NodeJS.Timeout;

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly written: readonly string[],
  ) {
    this.#watch = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  static async start(folder: string): Promise<ApiProcess> {
    const program = fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url));
    const watch = new URL('./loop-watch.js', import.meta.url).href;
    const options = [`--max-old-space-size=${HEAP_MB}`, `--import=${watch}`, ...(process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [])];
    const child = spawn(process.execPath, [...options, program], {
      env: { PATH: process.env['PATH'], PORT: '0', EVENKEEL_DATA: folder, EVENKEEL_ADMIN_TOKEN: ADMINISTRATOR },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const written: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      const note = (line: string): void => {
        written.push(line);
        const listening = /listens at (.+)\/graphql/.exec(line)?.[1];
        if (listening !== undefined) resolve(listening);
      };
      for (const output of [child.stdout!, child.stderr!]) createInterface(output).on('line', note);
      child.once('exit', () => reject(new Error(`the api did not start:\n${written.join('\n')}`)));
    });
    return new ApiProcess(url, child, written);
  }

  /** The most memory that the process has taken so far. */
  get peakMB(): number {
    this.look();
    return this.#peakMB;
  }

  get lives(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The longest time since the last call in which its event loop did not turn, in ms of processor time; undefined: the process died. */
  async stretchMs(): Promise<number | undefined> {
    if (!this.lives) return undefined;
    this.child.send('report');
    const told = once(this.child, 'message') as Promise<[number]>;
    const [longest] = await Promise.race([told, once(this.child, 'exit').then(() => [undefined])]);
    return longest;
  }

  /** How long its main thread has run, and how long it has waited for a processor that others used, in ns. */
  get scheduled(): { readonly ran: number; readonly waited: number } {
    if (!this.lives) return { ran: 0, waited: 0 };
    const [ran, waited] = readFileSync(`/proc/${this.child.pid}/schedstat`, 'utf8').split(' ').map(Number);
    return { ran: ran!, waited: waited! };
  }

  /** Lines that are not JSON, except those of the start: no logger has written them. */
  get rawLines(): readonly string[] {
    return this.written.filter((line) => !line.startsWith('{') && !/^(Evenkeel listens|GraphiQL:)/.test(line));
  }

  /** Waits until every view shows all events. */
  async caughtUp(): Promise<void> {
    const body = JSON.stringify({ query: '{ projections { state behind } }' });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ADMINISTRATOR}` };
    for (const until = performance.now() + DEADLINE_MS; performance.now() < until; await after(LOOK_EVERY_MS)) {
      const answer = await fetch(`${this.url}/graphql`, { method: 'POST', headers, body });
      const { data } = (await answer.json()) as { data: { projections: readonly { state: string; behind: number }[] } };
      if (data.projections.every(({ state, behind }) => state === 'LIVE' && behind === 0)) return;
    }
    throw new Error('the views lag');
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    clearInterval(this.#watch);
    if (!this.lives) return;
    const exit = once(this.child, 'exit');
    this.child.kill(signal);
    await exit;
  }

  /** Reads the peak memory, which the system knows only while the process exists. */
  private look(): void {
    if (!this.lives) return;
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
    this.#peakMB = Math.max(this.#peakMB, Math.round(kilobytes / 1_024));
  }
}
