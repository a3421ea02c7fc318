import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { Cli, evenkeel } from '../../support/cli.js';
import { earlyHistory } from '../../support/early-history.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Everything that an import decides about an event: all but its recordedAt and its position. */
async function eventsIn(folder: string): Promise<string[]> {
  const store = openEmbeddedEventStore(folder);
  try {
    const events: string[] = [];
    for await (const page of store.readAll())
      for (const { stream, revision, id, type, data, metadata } of page) {
        // An evaluation at the end of an import occurs when it is made, so its times differ.
        const live = metadata.importedFrom === undefined ? { occurredAt: '', occurredOn: '' } : {};
        events.push(JSON.stringify([stream, revision, id, type, data, { ...metadata, ...live, recordedAt: '' }]));
      }
    return events.sort();
  } finally {
    await store.close();
  }
}

const counts = (stdout: string): Record<string, string> =>
  Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t') as [string, string]),
  );

describe('evenkeel', () => {
  it('writes results to stdout and ends with 0', async () => {
    expect(await evenkeel(['--help'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Usage: evenkeel') });
  });

  it('writes what is wrong to stderr, without a stack trace, and ends with 2 for wrong usage', async () => {
    const { code, stdout, stderr } = await evenkeel(['exprot']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('exprot');
    expect(stderr).not.toContain('    at ');
  });
});

describe('evenkeel on a data folder', () => {
  let folder: string;
  let remove: () => void;

  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
  });
  afterEach(() => remove());

  const data = () => ({ EVENKEEL_DATA: join(folder, 'data') });

  it('says clearly that another process holds it', async () => {
    const store = openEmbeddedEventStore(data().EVENKEEL_DATA);
    const { code, stdout, stderr } = await evenkeel(['status'], data());
    await store.close();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('EVENKEEL_URL');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each([['status'], ['status', 'Kubernetes'], ['rebuild']])('says that there is no store, and makes none: %s %s', async (...command) => {
    const { code, stderr } = await evenkeel(command, data());
    expect([code, stderr]).toEqual([1, expect.stringContaining(`there is no store in ${data().EVENKEEL_DATA}`)]);
    expect(existsSync(data().EVENKEEL_DATA)).toBe(false);
  });

  it('shows the projections, rebuilds them and keeps names', async () => {
    expect((await evenkeel(['example', 'load'], data())).code).toBe(0);
    const status = await evenkeel(['status'], data());
    expect(status.code).toBe(0);
    for (const name of ['programs', 'initiatives', 'evaluations', 'drift', 'journal']) expect(status.stdout).toContain(name);
    const rebuilt = await evenkeel(['rebuild', 'initiatives', 'drift'], data());
    expect(rebuilt).toMatchObject({ code: 0, stdout: 'initiatives\trebuilt\ndrift\trebuilt\n' });
    expect((await evenkeel(['rebuild', 'nothing'], data())).code).toBe(2);
    expect(await evenkeel(['people', 'set', 'p101', 'Zhou'], data())).toMatchObject({ code: 0, stdout: 'p101\tZhou\n' });
    expect((await evenkeel(['people', 'set', 'not an id', 'Zhou'], data())).code).toBe(1);
  });

  it('loads the example once, in either language', async () => {
    const first = await evenkeel(['example', 'load'], data());
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain('Yunchuan Telecom');
    const events = await eventsIn(data().EVENKEEL_DATA);
    // Commands with dates after today are left out, so the number of events depends on the day.
    expect(events).not.toEqual([]);
    expect((await evenkeel(['example', 'load'], data())).code).toBe(0);
    expect(await eventsIn(data().EVENKEEL_DATA)).toEqual(events);
    // A program that is already loaded stays in its language.
    expect((await evenkeel(['example', 'load', '--if-empty', '--lang', 'zh'], data())).stdout).toContain('Yunchuan Telecom');
    expect(await eventsIn(data().EVENKEEL_DATA)).toEqual(events);
    expect((await evenkeel(['example', 'load', '--lang', 'zh-CN'], data())).stdout).toContain('云川通信');
    expect(await eventsIn(data().EVENKEEL_DATA)).toHaveLength(2 * events.length);
  });
});

describe('evenkeel import history', () => {
  const whole = temporaryFolder();
  const source = temporaryFolder();
  const excerpt = earlyHistory(source.folder);
  let straight: string[];

  const importing = (folder: string, file = excerpt, ...more: string[]) =>
    new Cli(['import', 'history', file, '--program', 'Kubernetes', ...more], { EVENKEEL_DATA: folder });

  beforeAll(async () => {
    const { code, stdout, stderr } = await importing(whole.folder).ended();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(Number(counts(stdout).accepted)).toBeGreaterThan(60);
    expect(counts(stdout)).toMatchObject({ rejected: '0' });
    straight = await eventsIn(whole.folder);
  });
  afterAll(() => {
    whole.remove();
    source.remove();
  });

  it('brings in the charter, the gates, what the lines say, and the balance of every Sunday', () => {
    const count = (type: string) => straight.filter((event) => event.includes(`,"${type}",`)).length;
    expect(count('ProgramChartered')).toBe(1);
    expect(count('PhaseEntered')).toBe(4);
    expect(count('InitiativeLaunched')).toBeGreaterThan(5);
    expect(count('BalanceEvaluated')).toBeGreaterThan(70);
  });

  it.each([
    ['en_GB.UTF-8', /grade \d+ of 10|Nothing is due yet/],
    ['zh_CN.UTF-8', /平衡度为 \d+ 级|暂不评级/],
  ])('leaves a program whose standing `status` tells in sentences (%s)', async (LANG, sentence) => {
    const told = await new Cli(['status', 'Kubernetes'], { EVENKEEL_DATA: whole.folder, LANG }).ended();
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('Kubernetes');
    expect(told.stdout).toMatch(sentence);
    const nobody = await new Cli(['status', 'No such program'], { EVENKEEL_DATA: whole.folder, LANG }).ended();
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect(nobody.stderr).toContain('No such program');
  });

  it('adds nothing when it is run again', async () => {
    const { code, stdout } = await importing(whole.folder).ended();
    expect(code).toBe(0);
    expect(counts(stdout)).toMatchObject({ accepted: '0', rejected: '0' });
    expect(await eventsIn(whole.folder)).toEqual(straight);
  });

  it.each(['Importing', 'Evaluating'])('ends the same when it is killed (%s) and run again', async (moment) => {
    const { folder, remove } = temporaryFolder();
    try {
      const killed = importing(folder);
      await killed.says('stderr', moment);
      killed.kill('SIGKILL');
      expect(await killed.ended()).toMatchObject({ signal: 'SIGKILL' });
      expect((await importing(folder).ended()).code).toBe(0);
      expect(await eventsIn(folder)).toEqual(straight);
    } finally {
      remove();
    }
  });

  it('reports bad lines by number and reason, counts them, and loses nothing else', async () => {
    const { folder, remove } = temporaryFolder();
    try {
      const file = join(folder, 'history.ndjson');
      const [first, second, ...rest] = readFileSync(excerpt, 'utf8').trim().split('\n');
      writeFileSync(file, [first, 'not json', second, '{"at":"2021-01-01"}', ...rest].join('\n'));
      // What is known of an initiative already cannot become known earlier.
      appendFileSync(file, `\n${first!.replace(/"title":"[^"]*"/, '"title":"Known too late"')}`);
      const { code, stdout, stderr } = await importing(join(folder, 'data'), file).ended();
      expect(code).toBe(1);
      expect(stderr).toMatch(/^line 2: rejected LINE_MALFORMED/m);
      expect(stderr).toMatch(/^line 4: rejected /m);
      expect(stderr).toMatch(new RegExp(`^line ${rest.length + 5}: rejected OCCURRED_BEFORE_LAST`, 'm'));
      expect(counts(stdout)).toMatchObject({ rejected: '3' });
    } finally {
      remove();
    }
  });

  it('takes what a longer file has more than the one before: nothing is rejected', async () => {
    const { folder, remove } = temporaryFolder();
    try {
      // Gives the file the same name, because every event contains it.
      const file = join(folder, 'kubernetes-excerpt.ndjson');
      const lines = readFileSync(excerpt, 'utf8').trim().split('\n');
      writeFileSync(file, lines.slice(0, lines.length / 2).join('\n'));
      expect((await importing(join(folder, 'data'), file).ended()).code).toBe(0);
      writeFileSync(file, lines.join('\n'));
      const { code, stdout, stderr } = await importing(join(folder, 'data'), file).ended();
      expect([code, counts(stdout).rejected]).toEqual([0, '0']);
      expect(stderr).toMatch(/^charter: warning PROGRAM_ALREADY_CHARTERED/m);
      const ofInitiatives = (events: readonly string[]): string[] => events.filter((event) => event.startsWith('["initiative-'));
      expect(ofInitiatives(await eventsIn(join(folder, 'data')))).toEqual(ofInitiatives(straight));
    } finally {
      remove();
    }
  });

  it('takes phases from a file', async () => {
    const { folder, remove } = temporaryFolder();
    try {
      const emphasis = { leadership: 1, culture: 1, process: 1, technology: 1 };
      const phases = [
        { key: 'EARLY', name: 'Early', endsOn: '2021-12-31', emphasis, enteredOn: '2020-01-01' },
        { key: 'LATE', name: 'Late', endsOn: '2030-12-31', emphasis, enteredOn: '2022-01-10' },
      ];
      const file = join(folder, 'phases.json');
      writeFileSync(file, JSON.stringify(phases));
      expect((await importing(join(folder, 'data'), excerpt, '--phases', file).ended()).code).toBe(0);
      const entered = (await eventsIn(join(folder, 'data'))).filter((event) => event.includes(',"PhaseEntered",'));
      expect(entered.map((event) => (JSON.parse(event) as [string, number, string, string, object])[4])).toEqual(
        expect.arrayContaining([
          { phase: 'EARLY', on: '2020-01-01' },
          { phase: 'LATE', on: '2022-01-10' },
        ]),
      );
      writeFileSync(file, '[{"key":"EARLY"}]');
      const refused = await importing(join(folder, 'other'), excerpt, '--phases', file).ended();
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('phase 1');
    } finally {
      remove();
    }
  });
});
