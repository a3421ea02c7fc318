import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newUuid } from '#event-sourcing/uuid.js';
import { HistoricalQueryWorker } from '#read-models/as-of/historical-query-worker.js';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Gate, gatedThreads } from '../../support/gate.js';
import { eventually } from '../../support/program.js';
import { ApiUnderTest } from '../api-under-test.js';

const gate = new Gate();
const P = newUuid();
let api: ApiUnderTest;
let then: string;

/** Queries the whole program at some instants, each of which needs a fold of its own. */
const asOf = (...instants: readonly string[]): string =>
  `{ ${instants.map((instant, i) => `a${i}: program(id: "${P}", asOf: "${instant}") { name balance { d } }`).join(' ')} }`;
/** Different instants. */
const earlier = (count: number): string[] => Array.from({ length: count }, (_, i) => new Date(Date.parse(then) - i).toISOString());

/** Starts an api whose historical query worker passes the gate. */
async function started(): Promise<ApiUnderTest> {
  const rebuildThread = pathToFileURL(join(process.cwd(), 'libs/projection-engine/rebuild/rebuild-thread.ts'));
  const begun = await ApiUnderTest.start(undefined, {}, rebuildThread);
  Object.assign(begun.app.nest.get(HistoricalQueryWorker)['options'], { execArgv: gatedThreads });
  return begun;
}

beforeAll(async () => {
  api = await started();
  await api.mutate('charterProgram', { id: P, name: 'Then', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
  then = new Date(Date.now() + 100).toISOString();
  while (new Date().toISOString() <= then) await new Promise((resolve) => setImmediate(resolve));
  await api.mutate('renameProgram', { programId: P, name: 'Now' });
});
afterEach(() => gate.open());
afterAll(() => api.close());

const live = `{ program(id: "${P}") { name } }`;

describe('the past', () => {
  it('that is being folded holds up nothing else, be it a query or a command', async () => {
    gate.shut();
    let answered = false;
    const past = api.data(asOf(then)).finally(() => (answered = true));
    expect(await api.data(live)).toEqual({ program: { name: 'Now' } });
    await api.mutate('reviseObjective', { programId: P, objective: 'another', reason: 'so' });
    expect(await api.data(`{ program(id: "${P}") { objective } }`)).toEqual({ program: { objective: 'another' } });
    expect(answered).toBe(false);
    gate.open();
    expect(await past).toMatchObject({ a0: { name: 'Then' } });
  });

  it('is not folded for a client that went away before its turn came', async () => {
    await endThread();
    gate.shut();
    const asked = jest.spyOn(Worker.prototype, 'postMessage');
    const http: Server = api.app.nest.getHttpServer();
    const known = new Promise<void>((resolve) => http.once('request', (_, response) => void response.once('close', resolve)));
    const client = new AbortController();
    const gone = api.post(JSON.stringify({ query: asOf(...earlier(20)) }), {}, {}, client.signal);
    // The worker answers two questions at once.
    await eventually('the thread is asked', () => asked.mock.calls.length === 2 || undefined);
    client.abort();
    await expect(gone).rejects.toThrow(/abort/);
    await known;
    gate.open();
    expect(await api.data(asOf(then))).toMatchObject({ a0: { name: 'Then' } });
    // One call to the worker for the program and one for its balance.
    expect(asked.mock.calls.length).toBe(2 + 2);
    asked.mockRestore();
  });

  it.each([
    ['en', 'Reading the past was interrupted; ask again.'],
    ['zh-CN', '读取历史时被中断，请重试。'],
  ])('is interrupted when its thread dies, with a code and in %s; the next question is answered', async (language, message) => {
    await endThread();
    gate.shut();
    // A new query, because an earlier answer may be cached.
    const lost = api.ask(`${asOf(then)} # ${language}`, {}, { language });
    expect(await api.data(live)).toEqual({ program: { name: 'Now' } });
    gate.kill();
    expect(await lost).toEqual({
      data: { a0: null },
      errors: [{ message, locations: expect.anything(), path: ['a0'], extensions: { code: 'READ_INTERRUPTED', retryable: true } }],
    });
    gate.open();
    expect(await api.data(asOf(then))).toMatchObject({ a0: { name: 'Then' } });
  });

  it('is not asked any more once the api has closed', async () => {
    const other = await started();
    await other.data(`{ program(id: "${P}", asOf: "${then}") { name } }`);
    const ended = jest.spyOn(Worker.prototype, 'terminate');
    await other.close();
    expect(ended).toHaveBeenCalledTimes(1);
    ended.mockRestore();
  });
});

/** Ends the worker thread, which has passed the gate: the next one must pass it again. */
async function endThread(): Promise<void> {
  const { thread }: { thread?: Worker } = api.app.nest.get(HistoricalQueryWorker);
  await thread?.terminate();
}
