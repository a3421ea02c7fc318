import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { ViewsDatabase } from '../database/views-database.js';
import { ReplicaViews } from './replica-views.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('ends the wait for a rebuild at once when the process ends', async () => {
  const session = { dialect: 'postgres', run: async () => 1, all: async () => [] };
  const database = { select: async () => [], outside: async (work: (of: object) => unknown) => work(session) };
  const store = { read: () => (async function* () {})() };
  const views = new ReplicaViews({ database: database as unknown as ViewsDatabase, store, url: undefined, projections: [] });
  const rebuilt = expect(views.rebuild('journal')).rejects.toThrow('this process is ending; the projector continues the rebuild');
  await jest.advanceTimersByTimeAsync(0);
  expect(jest.getTimerCount()).toBe(1);
  await views.stop();
  await rebuilt;
  expect(jest.getTimerCount()).toBe(0);
});
