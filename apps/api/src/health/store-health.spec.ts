import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { ViewsDatabase } from '#projection-engine/database/views-database.js';
import type { ConfigService } from '@nestjs/config';
import { afterEach, expect, it, jest } from '@jest/globals';
import { StoreHealth } from './store-health.js';

const config = { get: () => 'esdb://node' } as unknown as ConfigService;
const database = { select: () => Promise.resolve([]) } as unknown as ViewsDatabase;

/** The health of a cluster in which a day of other applications' events follows our last event: searching for it would take minutes. */
const health = (read: () => Promise<IteratorResult<never, undefined>>): StoreHealth => {
  const events = {
    read: () => ({ [Symbol.asyncIterator]: () => ({ next: read }) }),
    readAll: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) }),
  } as unknown as EventStore;
  return new StoreHealth(events, database, config);
};

afterEach(() => {
  jest.useRealTimers();
});

it('a cluster that answers is there, however much others wrote since', async () => {
  expect(await health(() => Promise.resolve({ done: true, value: undefined })).down('en')).toEqual({});
});

it('one that fails or does not answer in time is down', async () => {
  expect(await health(() => Promise.reject(new Error('gone'))).down('en')).toHaveProperty('eventStore');
  jest.useFakeTimers();
  const down = health(() => new Promise(() => undefined)).down('en');
  await jest.advanceTimersByTimeAsync(2_000);
  expect(await down).toHaveProperty('eventStore');
});

it('an embedded one that cannot be written is down, with why', async () => {
  const embedded = { get: () => undefined } as unknown as ConfigService;
  let full = true;
  const probe = (): Promise<void> => (full ? Promise.reject(new Error('there is no room left')) : Promise.resolve());
  const ready = new StoreHealth({ probe } as unknown as EventStore, database, embedded);
  expect(await ready.down('en')).toEqual({ eventStore: 'Commands fail, queries go on: there is no room left' });
  expect(await ready.down('zh-CN')).toEqual({ eventStore: expect.stringMatching(/^命令会失败，查询不受影响：/) });
  full = false;
  expect(await ready.down('en')).toEqual({});
});
