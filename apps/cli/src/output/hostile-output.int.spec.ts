import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { run } from '../cli.js';
import { terminalOf } from '../terminal.js';
import { type Overview, picture } from './overview.js';
import { sayIn } from '#application/starting/language.js';

/** Text that clears a screen, sets a title, returns to the start of the line, and imitates a line or a column of ours. */
const ATTACK = 'a\u001b[2J\u009b2J\u001b]0;x\u0007\r\b\u202e\u2066\u200b\u2028\ud800\nFORGED\tFORGED';
/** For a file name, which cannot contain half of a surrogate pair. */
const NAME = ATTACK.replace('\ud800', '');

const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e\u2066\u2028\ud800]|^FORGED|\tFORGED/mu;

/** An import needs at least one good line. */
const GOOD_LINE = JSON.stringify({
  at: '2020-01-01T00:00:00Z',
  actor: 'p',
  initiative: 'K',
  title: 'T',
  status: 'provisional',
  pillar: 'CULTURE',
  milestones: [],
});

describe('what a terminal is given of hostile data', () => {
  let folder: string;
  let remove: () => void;
  let api: Server;
  let url: string;
  /** The api's answers, by a key that the request contains. */
  let answers: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    api = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.end(JSON.stringify(Object.entries(answers).find(([key]) => body.includes(key))?.[1] ?? {})));
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => void api.close(() => resolve())));
  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
    answers = {};
  });
  afterEach(() => remove());

  async function shown(args: readonly string[], environment: Readonly<Record<string, string>> = { EVENKEEL_URL: url }): Promise<string> {
    let written = '';
    const stream = new PassThrough().on('data', (chunk: Buffer) => (written += chunk.toString()));
    const installation = { folder, api: 'none' };
    await run(args, terminalOf({ env: environment, stdout: stream, stderr: stream } as unknown as NodeJS.Process, installation));
    await new Promise((resolve) => stream.end(resolve));
    expect(written).not.toMatch(OBEYED);
    return written;
  }

  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const projection = {
    name: ATTACK,
    version: 1,
    state: 'STOPPED',
    position: ATTACK,
    behind: 0,
    error: ATTACK,
    failedAt: null,
    rebuild: null,
  };

  it('is a table of projections with its escapes in words, and the names of those that stopped', async () => {
    answers = { projections: { data: { projections: [projection] } } };
    expect((await shown(['status'])).split('\\u{1b}[2J')).toHaveLength(5);
  });

  it('is the name of what was rebuilt, how far it is, and why it failed', async () => {
    answers = {
      rebuildProjection: { data: { rebuildProjection: { userErrors: [] } } },
      projections: { data: { projections: [{ ...projection, rebuild: { done: 1, total: 2 } }] } },
    };
    expect(await shown(['rebuild'])).toContain('\\u{1b}');
    expect(await shown(['rebuild', NAME + '2'])).toContain('\\u{1b}');
  });

  it('is the error of an api, and its code', async () => {
    answers = { '': { errors: [{ message: ATTACK, extensions: { code: ATTACK } }] } };
    expect(await shown(['status'])).toContain('\\u{1b}');
    answers = { '': { data: { setPersonName: { userErrors: [{ message: ATTACK, code: ATTACK }] } } } };
    expect(await shown(['people', 'set', 'p1', 'x'])).toContain('\\u{1b}');
  });

  it('is the person that got a name', async () => {
    answers = { '': { data: { setPersonName: { userErrors: [] } } } };
    expect(await shown(['people', 'set', ATTACK, ATTACK])).toContain('\\u{1b}');
  });

  it('is what is wrong with the lines of a history, and with its charter', async () => {
    const problem = { line: 1, code: ATTACK, message: ATTACK };
    const imported = { accepted: 0, unchanged: 0, rejected: [problem], warnings: [problem], userErrors: [] };
    answers = {
      importStatusLines: { data: { importStatusLines: { ...imported, rejected: [] } } },
      timeZone: { data: { program: null } },
    };
    const status = { at: '2020-01-01T00:00:00Z', actor: 'p', initiative: NAME, title: NAME, pillar: 'CULTURE', milestones: [] };
    const history = file(NAME, `${JSON.stringify({ ...status, [NAME]: 'a\0' })}\n${JSON.stringify(status)}\n${GOOD_LINE}`);
    const command = ['import', 'history', history, '--program', ATTACK];
    expect(await shown(command)).toMatch(/line 1: rejected TEXT_NOT_STORABLE.*\\u\{1b\}/);
    answers = { ...answers, importStatusLines: { data: { importStatusLines: imported } } };
    expect(await shown(command)).toMatch(/charter: .*\\u\{1b\}/);
  });

  it('is the program whose zone is another one', async () => {
    answers = { timeZone: { data: { program: { timeZone: ATTACK } } } };
    const history = file('history.ndjson', GOOD_LINE);
    expect(await shown(['import', 'history', history, '--program', ATTACK, '--time-zone', 'UTC'])).toContain('\\u{1b}');
  });

  it.each([
    ['import', 'history', NAME, '--program', 'x'],
    ['import', 'history', 'package.json', '--program', 'x', '--phases', NAME],
    ['import', 'history', 'package.json', '--program', 'x', '--time-zone', NAME],
    ['example', 'load', '--lang', NAME],
    [NAME],
    ['status', `--${NAME}`],
  ])('is what was typed: %j', async (...args) => {
    expect(await shown(args)).toContain('\\u{1b}');
  });

  it.each([
    ['import', 'events', NAME],
    ['export', 'events', `${NAME}/x`],
  ])('is a file that is not there: %j', async (...args) => {
    expect(await shown(args, { EVENKEEL_DATA: join(folder, 'data') })).toContain('\\u{1b}');
  });

  it('is a file of events that is none, and one that stands where another should go', async () => {
    const environment = { EVENKEEL_DATA: join(folder, 'data') };
    const path = file(NAME, ATTACK);
    expect(await shown(['import', 'events', path, '--no-vault'], environment)).toContain('\\u{1b}');
    expect(await shown(['export', 'events', path], environment)).toContain('\\u{1b}');
  });

  it('is an address, and a variable', async () => {
    expect(await shown(['status'], { EVENKEEL_URL: `http://127.0.0.1:9/${NAME}` })).toContain('\\u{1b}');
    await shown(['status'], { EVENTSTORE_URL: ATTACK, DATABASE_URL: ATTACK, PORT: ATTACK, EVENKEEL_RATE_LIMIT: ATTACK });
  });

  it('is an example whose program has such a name: it is refused', async () => {
    mkdirSync(join(folder, 'examples'));
    const input = { id: 'x', name: 'a\u001b[2J\nFORGED', sponsorId: 'p1', startsOn: '2020-01-01', endsOn: '2020-12-31', timeZone: 'UTC' };
    file('examples/telecom.ndjson', JSON.stringify({ at: '2020-01-01T00:00:00Z', actor: 'p1', command: 'CharterProgram', input }));
    expect(await shown(['example', 'load'], { EVENKEEL_DATA: join(folder, 'data') })).toMatch(/ CharterProgram: [^\n]*TEXT_BREAKS_LINE/);
  });

  it('is the picture of a program', () => {
    const grade = { level: 6, nameZh: ATTACK, nameEn: ATTACK };
    const balance = { on: ATTACK, t: 1, c: 1, d: 1, grade, cappedBy: null, nothingDueYet: false, pillars: [], story: [ATTACK] };
    const drift = { kind: 'LATE', pillar: null, openedOn: ATTACK, acknowledged: false } as const;
    const program: Overview = { id: 'x', name: ATTACK, phase: ATTACK, status: 'ACTIVE', balance, openDrift: [drift] };
    for (const language of ['en', 'zh-CN'] as const) expect(picture(program, sayIn(language))).not.toMatch(OBEYED);
  });
});
