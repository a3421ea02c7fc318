import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { evenkeel } from '../../support/cli.js';
import { PostgresUnderTest } from '../../support/postgres.js';
import { Program } from '../../support/program.js';
import { StandInNode } from '../../doubles/eventstoredb/stand-in-node.js';
import { earlyHistory } from '../../support/early-history.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Each command is a process, and some wait for disks and databases hundreds of times. */
const DEADLINE_MS = 180_000;
const PROJECTIONS = ['programs', 'initiatives', 'evaluations', 'drift', 'journal'];

const { folder, remove } = temporaryFolder();
let server: PostgresUnderTest;
let node: StandInNode;

/** A cluster for one test: streams under a prefix, and a database. */
async function aCluster(name: string): Promise<Record<string, string>> {
  return {
    EVENKEEL_DATA: join(folder, name),
    EVENTSTORE_URL: node.url,
    EVENTSTORE_PREFIX: `${name}_`,
    DATABASE_URL: await server.database(),
  };
}

/** The state of each projection in the output of `status`. */
const states = (stdout: string): string[][] =>
  [...stdout.matchAll(/^│ (\w+) +│ \d+ +│ (\w+) +│ (\d+) /gm)].map(([, name, state, behind]) => [name!, state!, behind!]);

const live = PROJECTIONS.map((name) => [name, 'LIVE', '0']);

beforeAll(async () => {
  [server, node] = await Promise.all([PostgresUnderTest.start(), StandInNode.start({ folder })]);
});
afterAll(async () => {
  await node?.kill();
  await server?.remove();
  remove();
});

describe('evenkeel on a cluster where nothing else runs', () => {
  let cluster: Record<string, string>;

  beforeAll(async () => {
    cluster = await aCluster('alone');
  });

  it(
    'imports a history, with what follows from it',
    async () => {
      const imported = await evenkeel(['import', 'history', earlyHistory(folder), '--program', 'Kubernetes'], cluster);
      expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('rejected\t0\n') });
      expect(imported.stderr).toContain('Evaluating the Sundays');
    },
    DEADLINE_MS,
  );

  it(
    'rebuilds, shows the projections and keeps names',
    async () => {
      expect(await evenkeel(['rebuild'], cluster)).toMatchObject({
        code: 0,
        stdout: PROJECTIONS.map((name) => `${name}\trebuilt\n`).join(''),
      });
      const status = await evenkeel(['status'], cluster);
      expect({ ...status, stdout: states(status.stdout) }).toMatchObject({ code: 0, stderr: '', stdout: live });
      expect(await evenkeel(['people', 'set', 'p101', 'Zhou'], cluster)).toMatchObject({ code: 0, stdout: 'p101\tZhou\n' });
    },
    DEADLINE_MS,
  );

  it('carries everything over to another', async () => {
    const file = join(folder, 'alone.ndjson');
    expect(await evenkeel(['export', 'events', file], cluster)).toMatchObject({ code: 0 });
    expect(await evenkeel(['import', 'events', file], await aCluster('carried'))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('names\t1\n'),
    });
  });
});

describe('evenkeel beside a projector', () => {
  let cluster: Record<string, string>;
  let projector: Program;

  beforeAll(async () => {
    cluster = await aCluster('served');
    projector = new Program('projector', { ...cluster, EVENKEEL_DATA: join(folder, 'projector') });
    await projector.says(/"msg":"active"/);
  });
  afterAll(async () => {
    await projector.kill('SIGKILL');
  });

  it(
    'has the projector do what is the projector’s',
    async () => {
      expect(await evenkeel(['example', 'load'], cluster)).toMatchObject({ code: 0 });
      expect(await evenkeel(['rebuild', 'initiatives', 'drift'], cluster)).toMatchObject({
        code: 0,
        stdout: 'initiatives\trebuilt\ndrift\trebuilt\n',
      });
      expect(projector.written).toContain('a rebuild was requested');
      const status = await evenkeel(['status'], cluster);
      expect({ ...status, stdout: states(status.stdout) }).toMatchObject({ code: 0, stderr: '', stdout: live });
      expect(projector.written).not.toContain('no longer active');
    },
    DEADLINE_MS,
  );

  it('carries no events under its hands', async () => {
    const file = join(folder, 'served.ndjson');
    expect(await evenkeel(['export', 'events', file], cluster)).toMatchObject({ code: 0 });
    for (const [LANG, words] of [
      ['en_GB.UTF-8', 'a projector is at work'],
      ['zh_CN.UTF-8', '请先停止它'],
    ] as const) {
      const { code, stdout, stderr } = await evenkeel(['import', 'events', file], { ...cluster, EVENTSTORE_PREFIX: 'empty_', LANG });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(words);
      expect(stderr).toContain('(STORE_OWNED)');
    }
  });
});

describe('evenkeel on a cluster that does not answer', () => {
  const nowhere = {
    EVENTSTORE_URL: 'esdb://admin:secret@127.0.0.1:9?tls=false',
    DATABASE_URL: 'postgres://admin:secret@127.0.0.1:9/evenkeel',
  };

  it.each([
    ['the database', 'DATABASE_URL', ['status'], () => ({ ...nowhere })],
    ['the database', 'DATABASE_URL', ['export', 'events', join(folder, 'none.ndjson')], () => ({ ...nowhere })],
    ['the event store', 'STORE_UNAVAILABLE', ['status'], async () => ({ ...nowhere, DATABASE_URL: await server.database() })],
  ])('says that it is %s, and ends (%#)', async (_, says, args, environment) => {
    const { code, stdout, stderr } = await evenkeel(args, { EVENKEEL_DATA: join(folder, 'none'), ...(await environment()) });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('secret');
  });
});
