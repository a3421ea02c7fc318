import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '../store/event-store.js';
import type { StoredEvent } from '../event.js';
import { handle } from './handle.js';
import { anEvent } from '../testing/an-event.js';
import { InMemoryEventStore } from '../testing/in-memory-event-store.js';
import { order, purse, writeSide } from '../testing/toy-ledger.js';
import { uuidFrom } from '../uuid.js';

async function eventsOf(store: EventStore, stream = 'purse-1'): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const page of store.read(stream)) events.push(...page);
  return events;
}

const programEvent = (store: EventStore, type: string): Promise<unknown> =>
  store.append('program-p', [anEvent({}, { type, ...stamp, commandId: 'close' })], { expectedRevision: 'any' });

const stamp = {
  actor: 'ann',
  programId: 'p',
  occurredAt: '2026-01-31T20:00:00.000Z',
  occurredOn: '2026-02-01',
  recordedAt: '2026-01-31T20:00:00.000Z',
  commandId: 'c1',
  correlationId: 'correlation',
};

describe('handle', () => {
  it('appends what was decided and stamps it', async () => {
    const store = new InMemoryEventStore();
    const handled = await handle(writeSide(store), order('c1', 'Deposit', 5, { causationId: 'cause' }));
    expect(handled).toEqual({ receipt: { stream: 'purse-1', revision: 0, position: '0000000000000001', events: 1 } });
    expect(await eventsOf(store)).toMatchObject([
      {
        id: uuidFrom('purse-1', 'c1', 0),
        type: 'Deposited',
        data: { amount: 5 },
        metadata: { ...stamp, causationId: 'cause', commandHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
  });

  it('answers a repeated command with its first receipt, whatever came after it', async () => {
    const store = new InMemoryEventStore();
    const write = writeSide(store);
    const first = await handle(write, order('c1', 'Deposit', 5));
    await handle(write, order('c2', 'Withdraw', 5));
    await programEvent(store, 'ProgramClosed');
    const forbids = { allow: () => ({ refused: 'FORBIDDEN' }), expectedRevision: 0 };
    for (const side of [write, writeSide(store)])
      expect(await handle(side, order('c1', 'Deposit', 5, forbids))).toEqual({ ...first, repeated: true });
    expect(await eventsOf(store)).toHaveLength(2);
  });

  it('answers a repeated command of several events with all of them', async () => {
    const store = new InMemoryEventStore();
    const write = writeSide(store);
    const deposited = { type: 'Deposited', data: { amount: 1 } } as const;
    const decider = { ...purse, decide: () => [deposited, deposited, deposited] };
    await handle(write, order('c1', 'Deposit', 5));
    const first = await handle(write, order('c2', 'Deposit', 3, { decider }));
    expect(first).toMatchObject({ receipt: { revision: 3, events: 3 } });
    await handle(write, order('c3', 'Withdraw', 5));
    for (const side of [write, writeSide(store)])
      expect(await handle(side, order('c2', 'Deposit', 3))).toEqual({ ...first, repeated: true });
  });

  it('refuses a commandId with another payload or of another actor', async () => {
    const write = writeSide(new InMemoryEventStore());
    await handle(write, order('c1', 'Deposit', 5));
    const reused = { refusal: { refused: 'COMMAND_ID_REUSED' } };
    expect(await handle(write, order('c1', 'Deposit', 6))).toEqual(reused);
    expect(await handle(write, order('c1', 'Deposit', 5, { actor: 'bob' }))).toEqual(reused);
  });

  it('does not remember a command that stored nothing', async () => {
    const write = writeSide(new InMemoryEventStore());
    expect(await handle(write, order('c1', 'Deposit', 0))).toEqual({
      receipt: { stream: 'purse-1', revision: -1, position: null, events: 0 },
    });
    expect(await handle(write, order('c1', 'Deposit', 1))).toMatchObject({ receipt: { events: 1 } });
  });

  it('refuses before the revision is looked at, and by the revision before it decides', async () => {
    const write = writeSide(new InMemoryEventStore());
    await handle(write, order('c1', 'Deposit', 5));
    const stale = { expectedRevision: 1 };
    expect(await handle(write, order('c2', 'Withdraw', 9, { ...stale, allow: () => ({ refused: 'FORBIDDEN' }) }))).toEqual({
      refusal: { refused: 'FORBIDDEN' },
    });
    expect(await handle(write, order('c2', 'Withdraw', 9, stale))).toEqual({
      refusal: { refused: 'REVISION_UNKNOWN', field: ['expectedRevision'] },
    });
    expect(await handle(write, order('c2', 'Withdraw', 9))).toEqual({ refusal: { refused: 'OVERDRAWN', field: ['amount'] } });
  });

  it('names the event that a stale client did not know', async () => {
    const write = writeSide(new InMemoryEventStore());
    for (const id of ['c1', 'c2', 'c3']) await handle(write, order(id, 'Deposit', 5));
    expect(await handle(write, order('c4', 'Deposit', 5, { expectedRevision: 0 }))).toMatchObject({
      refusal: { refused: 'CONFLICT', conflict: { revision: 1, metadata: { commandId: 'c2' } } },
    });
  });

  it('sees an event of its program that another process appended', async () => {
    const store = new InMemoryEventStore();
    const write = writeSide(store);
    await programEvent(store, 'ProgramChartered');
    await handle(write, order('c1', 'Deposit', 5));
    await programEvent(store, 'ProgramClosed');
    expect(await handle(write, order('c2', 'Deposit', 5))).toEqual({ refusal: { refused: 'PROGRAM_CLOSED' } });
  });

  it('decides anew on what another process appended in between', async () => {
    const store = new InMemoryEventStore();
    const [here, there] = [writeSide(store), writeSide(store)];
    await handle(here, order('c1', 'Deposit', 5));
    await handle(there, order('c2', 'Withdraw', 4));
    expect(await handle(here, order('c3', 'Withdraw', 4))).toEqual({ refusal: { refused: 'OVERDRAWN', field: ['amount'] } });
    expect(await handle(here, order('c4', 'Withdraw', 1))).toMatchObject({ receipt: { revision: 2 } });
  });

  it('does not refuse on a state that another process has changed', async () => {
    const store = new InMemoryEventStore();
    const [here, there] = [writeSide(store), writeSide(store)];
    await handle(here, order('c1', 'Deposit', 5));
    await handle(there, order('c2', 'Deposit', 5));
    expect(await handle(here, order('c3', 'Withdraw', 10))).toMatchObject({ receipt: { revision: 2, events: 1 } });
    await handle(there, order('c4', 'Deposit', 5));
    expect(await handle(here, order('c4', 'Deposit', 5, { expectedRevision: 9 }))).toMatchObject({
      receipt: { revision: 3 },
      repeated: true,
    });
  });

  it('refuses what no append takes, records nothing of it, and goes on', async () => {
    const store = new InMemoryEventStore();
    const write = writeSide(store);
    await handle(write, order('c1', 'Deposit', 5));
    const decider = { ...purse, decide: () => [{ type: 'Deposited', data: { amount: 1, text: 'x'.repeat(1_100_000) } } as const] };
    const tooLarge = { refusal: { refused: 'EVENT_TOO_LARGE' } };
    for (let time = 0; time < 2; time++) expect(await handle(write, order('c2', 'Deposit', 1, { decider }))).toEqual(tooLarge);
    expect(await eventsOf(store)).toHaveLength(1);
    expect(await handle(write, order('c2', 'Withdraw', 5))).toMatchObject({ receipt: { revision: 1, events: 1 } });
  });

  it('gives up with STREAM_BUSY where others always come first', async () => {
    const store = new InMemoryEventStore();
    const there = writeSide(store);
    let times = 0;
    const rival = async (): Promise<{ type: 'Deposit'; data: { amount: number } }> => {
      await handle(there, order(`rival-${times++}`, 'Deposit', 1));
      return { type: 'Deposit', data: { amount: 1 } };
    };
    expect(await handle(writeSide(store), order('c1', 'Deposit', 1, { complete: rival }))).toEqual({ refusal: { refused: 'STREAM_BUSY' } });
    expect(times).toBe(8);
  });

  it('lets 64 callers on one stream all get through', async () => {
    const store = new InMemoryEventStore();
    const write = writeSide(store);
    const handled = await Promise.all(Array.from({ length: 64 }, (_, n) => handle(write, order(`c${n}`, 'Deposit', 1))));
    expect(handled.every((one) => 'receipt' in one && one.receipt.events === 1)).toBe(true);
    expect((await eventsOf(store)).map((event) => event.metadata.commandId)).toEqual(Array.from({ length: 64 }, (_, n) => `c${n}`));
  });

  it('stores each command of two processes on one stream once', async () => {
    const store = new InMemoryEventStore();
    const sides = [writeSide(store), writeSide(store)];
    const until = async (side: number, id: string): Promise<void> => {
      while (!('receipt' in (await handle(sides[side]!, order(id, 'Deposit', 1)))));
    };
    await Promise.all(Array.from({ length: 40 }, (_, n) => until(n % 2, `c${n >> 1}`)));
    expect(new Set((await eventsOf(store)).map((event) => event.metadata.commandId)).size).toBe(20);
    expect(await eventsOf(store)).toHaveLength(20);
  });

  it('asks for the rest of its inputs only when it is new, allowed and in time', async () => {
    const write = writeSide(new InMemoryEventStore());
    let asked = 0;
    const complete = async (): Promise<{ refused: string }> => {
      asked++;
      return { refused: 'NOT_THERE' };
    };
    await handle(write, order('c1', 'Deposit', 5));
    await handle(write, order('c1', 'Deposit', 5, { complete }));
    await handle(write, order('c2', 'Deposit', 5, { complete, expectedRevision: 9 }));
    expect(asked).toBe(0);
    expect(await handle(write, order('c2', 'Deposit', 5, { complete }))).toEqual({ refusal: { refused: 'NOT_THERE' } });
  });

  it('answers truly after an append whose outcome nobody learned', async () => {
    const store = new InMemoryEventStore();
    let fail = false;
    const unsure: EventStore = Object.assign(Object.create(store) as EventStore, {
      append: async (...args: Parameters<EventStore['append']>) => {
        const result = await store.append(...args);
        if (fail) throw new Error('the connection broke');
        return result;
      },
    });
    let now = '2026-01-31T20:00:00.000Z';
    const write = writeSide(unsure, () => now);
    await handle(write, order('c0', 'Deposit', 5));
    fail = true;
    await expect(handle(write, order('c1', 'Deposit', 5))).rejects.toThrow('the connection broke');
    fail = false;
    now = '2026-01-31T20:00:01.000Z';
    expect(await handle(write, order('c1', 'Deposit', 5))).toMatchObject({ receipt: { revision: 1 }, repeated: true });
    expect(await eventsOf(store)).toHaveLength(2);
  });

  it('forgets what it folded of a store that was put back to an older copy', async () => {
    const stores = [new InMemoryEventStore(), new InMemoryEventStore()] as const;
    for (const store of stores) await handle(writeSide(store), order('c1', 'Deposit', 5));
    let [store] = stores as readonly EventStore[];
    const write = writeSide({
      append: (...append: Parameters<EventStore['append']>) => store!.append(...append),
      read: (...read: Parameters<EventStore['read']>) => store!.read(...read),
    } as EventStore);
    await handle(write, order('c2', 'Deposit', 7));
    await handle(write, order('c3', 'Deposit', 7));
    store = stores[1];
    expect(await handle(write, order('c4', 'Withdraw', 5))).toMatchObject({ receipt: { revision: 1, events: 1 } });
    expect(await handle(write, order('c2', 'Deposit', 7))).toMatchObject({ receipt: { revision: 2, events: 1 } });
  });

  it('remembers no more than it may, and answers the same', async () => {
    const store = new InMemoryEventStore();
    const write = writeSide(store, undefined, 500);
    for (let n = 0; n < 12; n++) await handle(write, order(`c${n}`, 'Deposit', 1, { stream: `purse-${n % 4}` }));
    for (let n = 0; n < 12; n++)
      expect(await handle(write, order(`c${n}`, 'Deposit', 1, { stream: `purse-${n % 4}` }))).toMatchObject({ repeated: true });
    expect(await handle(write, order('last', 'Withdraw', 4, { stream: 'purse-0' }))).toMatchObject({ refusal: { refused: 'OVERDRAWN' } });
  });
});

describe('the times of an event', () => {
  it('never decrease within a stream when the clock is set back', async () => {
    const store = new InMemoryEventStore();
    let now = '2026-02-01T00:00:00.000Z';
    const write = writeSide(store, () => now);
    await handle(write, order('c1', 'Deposit', 5));
    now = '2026-01-01T00:00:00.000Z';
    await handle(write, order('c2', 'Deposit', 5));
    expect((await eventsOf(store))[1]!.metadata).toMatchObject({
      occurredAt: '2026-02-01T00:00:00.000Z',
      occurredOn: '2026-02-01',
      recordedAt: '2026-02-01T00:00:00.000Z',
    });
  });

  it('take the date of the program', async () => {
    const store = new InMemoryEventStore();
    const write = writeSide(store, () => '2026-01-31T15:59:59.999Z');
    await handle(write, order('c1', 'Deposit', 5));
    expect((await eventsOf(store))[0]!.metadata.occurredOn).toBe('2026-01-31');
  });

  const imported = (at: string): { when: { kind: 'imported'; at: string; from: string; by: string } } => ({
    when: { kind: 'imported', at, from: 'history.ndjson', by: 'administrator' },
  });

  it('are those of an imported line, recorded now', async () => {
    const store = new InMemoryEventStore();
    await handle(writeSide(store), order('c1', 'Deposit', 5, imported('2020-05-01T10:00:00.000Z')));
    expect((await eventsOf(store))[0]!.metadata).toMatchObject({
      actor: 'ann',
      occurredAt: '2020-05-01T10:00:00.000Z',
      occurredOn: '2020-05-01',
      recordedAt: '2026-01-31T20:00:00.000Z',
      importedFrom: 'history.ndjson',
      importedBy: 'administrator',
    });
  });

  it('of an import are neither before the last event nor in the future; the same instant is fine', async () => {
    const write = writeSide(new InMemoryEventStore());
    await handle(write, order('c1', 'Deposit', 5, imported('2020-05-01T10:00:00.000Z')));
    expect(await handle(write, order('c2', 'Deposit', 5, imported('2020-05-01T09:59:59.999Z')))).toEqual({
      refusal: { refused: 'OCCURRED_BEFORE_LAST' },
    });
    expect(await handle(write, order('c3', 'Deposit', 5, imported('2026-01-31T20:00:00.001Z')))).toEqual({
      refusal: { refused: 'OCCURRED_IN_FUTURE' },
    });
    expect(await handle(write, order('c4', 'Deposit', 5, imported('2020-05-01T10:00:00.000Z')))).toMatchObject({
      receipt: { revision: 1 },
    });
    expect(await handle(write, order('c1', 'Deposit', 5, imported('2020-05-01T10:00:00.000Z')))).toMatchObject({ repeated: true });
  });

  it('of what follows are those of its cause, unless the stream is later', async () => {
    const store = new InMemoryEventStore();
    const write = writeSide(store);
    const following = (at: string): { when: { kind: 'following'; at: string; from: string; by: string } } => ({
      when: { kind: 'following', at, from: 'history.ndjson', by: 'administrator' },
    });
    await handle(write, order('c1', 'Deposit', 5, following('2021-05-01T10:00:00.000Z')));
    await handle(write, order('c2', 'Deposit', 5, following('2020-05-01T10:00:00.000Z')));
    const events = await eventsOf(store);
    expect(events.map((event) => event.metadata.occurredAt)).toEqual(['2021-05-01T10:00:00.000Z', '2021-05-01T10:00:00.000Z']);
    expect(events[1]!.metadata).toMatchObject({ importedFrom: 'history.ndjson', importedBy: 'administrator' });
  });
});
