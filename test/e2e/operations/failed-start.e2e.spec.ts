import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { evenkeel } from '../../support/cli.js';
import { BUILD, eventually, Program } from '../../support/program.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const { folder, remove } = temporaryFolder();
let taken: Server;
let port: string;

beforeAll(async () => {
  taken = createServer();
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  port = `${(taken.address() as AddressInfo).port}`;
});
afterAll(() => {
  taken.close();
  remove();
});

const clustered = { EVENTSTORE_URL: 'esdb://127.0.0.1:9?tls=false', DATABASE_URL: 'postgres://a:b@127.0.0.1:9/evenkeel' };

/** Starts a program that fails. @returns everything that it writes */
async function failed(app: 'api' | 'projector', variables: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const program = new Program(app, variables, 'build', args);
  try {
    await eventually('it has ended', () => program.ended || undefined);
    return { code: await program.kill('SIGKILL'), written: program.written.trim() };
  } finally {
    await program.kill('SIGKILL');
  }
}

it.each<[what: string, variables: () => Readonly<Record<string, string>>, says: RegExp]>([
  ['its port taken', () => ({ PORT: port }), /^Cannot listen at 127\.0\.0\.1:\d+: another program listens there; .* \(EADDRINUSE\)\.$/],
  ['a host that is none', () => ({ HOST: 'no host', PORT: '0' }), /^Cannot listen at no host:0: HOST cannot be looked up .*\.$/],
  ['a port beyond the last', () => ({ PORT: '65536' }), /^The configuration is wrong:\n {2}PORT: 65536 is not a port from 0 to 65535\.$/],
  ['a weak token', () => ({ EVENKEEL_ADMIN_TOKEN: 'short' }), /^The configuration is wrong:\n {2}EVENKEEL_ADMIN_TOKEN: a token is [^\n]*$/],
])('the api with %s says in words what, where and what to do, and makes nothing', async (what, variables, says) => {
  const data = join(folder, what);
  expect(await failed('api', { EVENKEEL_DATA: data, ...variables() })).toEqual({ code: 1, written: expect.stringMatching(says) });
  expect(existsSync(data)).toBe(false);
});

it('whoever starts the api in Chinese reads in Chinese why it did not start', async () => {
  const inChinese = { LANG: 'zh_CN.UTF-8', LC_ALL: '', PORT: '0' };
  expect((await failed('api', { ...inChinese, PORT: port })).written).toMatch(/^无法监听 127\.0\.0\.1:\d+：该端口已被另一个程序占用/);
  const data = join(folder, 'behind');
  mkdirSync(data, { mode: 0o700 });
  const mark = { position: '0000000000000005', id: 'x', at: '2026-11-28T00:00:00.000Z', vault: true };
  writeFileSync(join(data, 'high-water.json'), JSON.stringify(mark));
  const { written } = await failed('api', { ...inChinese, EVENKEEL_DATA: data });
  expect(written).toMatch(
    /^数据目录 .*\n {2}- 缺少 events\.sqlite.*位置 0*5\n {2}- 缺少 vault\.sqlite[\s\S]*--accept-loss.* \(STORE_BEHIND\)$/,
  );
  expect(readdirSync(data).filter((name) => !name.startsWith('owner.lock'))).toEqual(['high-water.json']);
});

it('the api says in words, and once, that its data folder cannot be used', async () => {
  const { code, written } = await failed('api', { PORT: '0', EVENKEEL_DATA: '/proc/nothing' });
  expect([code, written]).toEqual([
    1,
    expect.stringMatching(/^\/proc\/nothing cannot be used: [^\n]*EVENKEEL_DATA[^\n]* \(STORE_UNAVAILABLE\)$/),
  ]);
});

it('the api puts no vault, no view and no token beside a file that is no event store', async () => {
  const data = join(folder, 'foreign');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(join(data, 'events.sqlite'), 'something else altogether'.repeat(100));
  const { code, written } = await failed('api', { PORT: '0', EVENKEEL_DATA: data });
  expect([code, written]).toEqual([1, expect.stringMatching(/^the event file is not an event store [^\n]*events\.sqlite[^\n]*$/)]);
  expect(readdirSync(data).filter((name) => !name.startsWith('owner.lock'))).toEqual(['events.sqlite']);
});

it('the api writes where its token is, and not the token, where nobody may be looking', async () => {
  const data = join(folder, 'new');
  const program = new Program('api', { PORT: '0', EVENKEEL_DATA: data });
  try {
    await program.says(/Administrator's token: in .*admin\.token\n/);
    expect(program.written).not.toContain(readFileSync(join(data, 'admin.token'), 'utf8').trim());
  } finally {
    await program.kill('SIGTERM');
  }
});

it.each(['api', 'projector', 'cli'])('the %s says in words that it may open too few files', (app) => {
  const main = join(BUILD, `dist/apps/${app}/src/main.js`);
  const { status, stderr } = spawnSync('sh', ['-c', 'ulimit -n 40; exec "$0" "$1"', process.execPath, main], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([
    1,
    'This process may open 40 files at once and needs at least 1024: raise the limit with "ulimit -n 4096", or LimitNOFILE=4096 in a systemd unit.\n',
  ]);
});

it('the api starts with as few open files as are asked for', async () => {
  const main = join(BUILD, 'dist/apps/api/src/main.js');
  const env = { ...process.env, LC_ALL: 'en_US.UTF-8', PORT: '0', EVENKEEL_DATA: join(folder, 'few files') };
  const child = spawn('sh', ['-c', 'ulimit -n 1024; exec "$0" "$1"', process.execPath, main], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let written = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
    await eventually('it listens', () => /Evenkeel listens at/.test(written) || undefined);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});

it('the api says in words, and once, that its database does not answer', async () => {
  const silent = createServer((socket) => void socket.on('error', () => undefined).resume());
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const DATABASE_URL = `postgres://a:b@127.0.0.1:${(silent.address() as AddressInfo).port}/evenkeel`;
  try {
    const { code, written } = await failed('api', { ...clustered, DATABASE_URL, PORT: '0', LOG_LEVEL: 'error' });
    expect([code, written]).toEqual([
      1,
      expect.stringMatching(/^the database of DATABASE_URL cannot be used: [^\n]* \(STORE_UNAVAILABLE\)$/),
    ]);
  } finally {
    silent.close();
  }
});

it('the projector with its port taken says so, and does not begin', async () => {
  const { code, written } = await failed('projector', { ...clustered, PORT: port });
  expect([code, written]).toEqual([1, expect.stringMatching(/^Cannot listen at [^\n]* \(EADDRINUSE\)\.$/)]);
});

it.each([
  ['en_GB.UTF-8', { EVENKEEL_DATA: '/proc/nothing' }, 1, /^\/proc\/nothing cannot be used: ENOENT[^\n]*EVENKEEL_DATA must name a folder/],
  ['zh_CN.UTF-8', { EVENKEEL_DATA: '/proc/nothing' }, 1, /^无法使用 \/proc\/nothing：ENOENT[^\n]*EVENKEEL_DATA 须是/],
  [
    'zh_CN.UTF-8',
    { EVENKEEL_ADMIN_TOKEN: 'short', PORT: 'x' },
    2,
    /^配置有误：\n {2}PORT：x 不是[^\n]*\n {2}EVENKEEL_ADMIN_TOKEN：令牌须为/,
  ],
] as const)('the command line says in %s what is wrong with %j', async (LANG, variables, exit, says) => {
  const { code, stderr } = await evenkeel(['people', 'set', 'p-1', 'Ann'], { ...variables, LANG });
  expect([code, stderr]).toEqual([exit, expect.stringMatching(says)]);
});

it.each(['api', 'projector'] as const)('the %s answers --version, and refuses any other argument', async (app) => {
  const version = { code: 0, written: expect.stringMatching(new RegExp(`^evenkeel ${app} \\d+\\.\\d+\\.\\d+$`)) };
  expect(await failed(app, {}, ['--version'])).toEqual(version);
  expect(await failed(app, {}, ['--port', '1'])).toEqual({ code: 2, written: expect.stringContaining('takes no argument but --version') });
});
