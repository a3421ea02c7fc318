import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { join } from 'node:path';
import { BackgroundProcesses } from '#application/processes/background-processes.js';
import { startOptions, type StartOptions } from '#application/starting/start-options.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ApiUnderTest } from '../api-under-test.js';

const P = newUuid();
const DAY_MS = 86_400_000;
let place: ReturnType<typeof temporaryFolder>;
let api: ApiUnderTest | undefined;

const stop = async (): Promise<void> => {
  await api?.app.close();
  api = undefined;
};

/** Starts with a clock that differs by so many days from the real one. */
async function start(days: number, said: Partial<StartOptions> = {}): Promise<void> {
  jest.useRealTimers();
  if (days !== 0) {
    const now = Date.now() + days * DAY_MS;
    jest.useFakeTimers({
      now,
      doNotFake: [
        ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
        ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
      ],
    });
  }
  api = await ApiUnderTest.start(join(place.folder, 'data'), {}, undefined, said);
  await api.app.nest.get(BackgroundProcesses).schedule.evaluateDue();
}

const health = async (language = 'en'): Promise<unknown> =>
  (await fetch(`${api!.url}/health/ready`, { headers: { 'accept-language': language } })).json();
async function evaluations(): Promise<number> {
  const query = 'query ($id: UUID!) { program(id: $id) { history(first: 100, types: ["BalanceEvaluated"]) { totalCount } } }';
  return (await api!.data<{ program: { history: { totalCount: number } } }>(query, { id: P })).program.history.totalCount;
}

beforeEach(async () => {
  place = temporaryFolder();
  await start(0);
  await api!.mutate('charterProgram', { id: P, name: 'P', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2029-12-31' });
  expect(await health()).toEqual({ status: 'ok' });
  await stop();
});
afterEach(async () => {
  await stop();
  jest.useRealTimers();
  place.remove();
});

it.each([
  ['a clock 400 days ahead', 400, 57],
  ['an honest machine that was off for three weeks', 22, 3],
])('%s: nothing is evaluated until an operator says that it is right', async (_, days, due) => {
  for (let time = 0; time < 2; time++) {
    await start(days);
    expect(await health()).toMatchObject({
      status: 'ok',
      warnings: [{ code: 'CLOCK_AHEAD', message: expect.stringMatching(/--accept-clock/) }],
    });
    expect(await evaluations()).toBe(0);
    await stop();
  }
  await start(days, startOptions(false, true));
  expect(await health()).toEqual({ status: 'ok' });
  await api!.app.nest.get(BackgroundProcesses).schedule.evaluateDue();
  expect([due - 1, due, due + 1]).toContain(await evaluations());
  await stop();
  await start(days);
  expect(await health()).toEqual({ status: 'ok' });
});

it('a wrong clock that was set right again is believed without a word', async () => {
  await start(400);
  await stop();
  await start(0);
  expect(await health()).toEqual({ status: 'ok' });
});

it('a clock set back by years is told, and commands go on', async () => {
  await start(-1_000);
  expect(await health()).toMatchObject({ status: 'ok', warnings: [{ code: 'CLOCK_BACK' }] });
  expect(await health('zh-CN')).toMatchObject({
    warnings: [{ code: 'CLOCK_BACK', message: expect.stringMatching(/时钟被调回.*--accept-clock/) }],
  });
  const renamed = await api!.mutate('renameProgram', { programId: P, name: 'Q' });
  expect(renamed.userErrors).toEqual([]);
});
