import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { buildSchema, GraphQLError, parse, type ExecutionResult } from 'graphql';
import { FairQueue } from '#async/fair-queue.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { restAfter, Audience } from './audience.js';
import type { WaitingChange } from './changes.js';
import { SharedSubscriptions, type SharedArgs } from './shared-subscriptions.js';
import type { Subscriber } from './subscriber.js';

const schema = buildSchema('type Query { a: Int } type Subscription { tick: Int }');

/** A source of changes that the test emits; of several waiting ones only the latest is taken. */
class Source implements AsyncIterableIterator<WaitingChange> {
  left = false;
  private latest: number | undefined;
  private failure: Error | undefined;
  private wake: () => void = () => undefined;

  change(n: number): void {
    this.latest = n;
    this.wake();
  }
  fail(error: Error): void {
    this.failure = error;
    this.wake();
  }
  async next(): Promise<IteratorResult<WaitingChange>> {
    while (this.latest === undefined && !this.left) {
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if (this.left) return { done: true, value: undefined };
    return { done: false, value: { about: 'it', take: () => this.taken() } };
  }
  async return(): Promise<IteratorResult<WaitingChange>> {
    this.left = true;
    this.wake();
    return { done: true, value: undefined };
  }
  [Symbol.asyncIterator](): this {
    return this;
  }
  private taken(): StoredEvent {
    const tick = this.latest;
    this.latest = undefined;
    return { tick, metadata: {} } as unknown as StoredEvent;
  }
}

let shared: SharedSubscriptions;
let sources: Source[];
/** The questions that were answered, in order. */
let answered: string[];
/** A promise that the next answer waits for. */
let held: Promise<void> | undefined;
let open: () => void;
const hold = (): void => void (held = new Promise((resolve) => (open = resolve)));

beforeEach(() => {
  shared = new SharedSubscriptions(new FairQueue(() => Promise.resolve()));
  sources = [];
  answered = [];
  held = undefined;
});
afterEach(() => open?.());

const source = (): Source => {
  const made = new Source();
  sources.push(made);
  return made;
};

/** The access of somebody who sees everything; these changes name no program. */
const seesAll = { sees: () => Promise.resolve(true) } as unknown as SharedArgs['contextValue']['access'];

const args = (question: string, asker = 'ann', tick: () => unknown = source): SharedArgs => ({
  schema,
  document: parse('subscription { tick }'),
  rootValue: { tick },
  question,
  asker,
  gone: new AbortController(),
  contextValue: { renew: () => undefined, access: seesAll },
  fieldResolver: async ({ tick: n }: { readonly tick: number }) => {
    answered.push(`${question} ${n}`);
    await held;
    return n;
  },
});

const subscribe = async (question: string, asker?: string): Promise<Subscriber> =>
  (await shared.subscribe(args(question, asker))) as Subscriber;

const heard = async (subscriber: Subscriber): Promise<unknown> => {
  const next = (await subscriber.next()) as IteratorResult<{ readonly data: { readonly tick: number } }>;
  return next.done ? 'done' : next.value.data.tick;
};

/** Waits until everything has settled except what is held. */
const settled = async (): Promise<void> => {
  for (let n = 0; n < 20; n++) await nextTurn();
};

it('an audience rests in proportion to its answer, and never so long that it seems dead', () => {
  expect([1, 100, 12_000].map(restAfter)).toEqual([9, 900, 5_000]);
});

describe('those who ask the same', () => {
  it('are answered once for each change, whoever they are', async () => {
    const subscribers = await Promise.all(Array.from({ length: 150 }, (_, n) => subscribe('q', `person ${n}`)));
    expect(sources).toHaveLength(1);
    const first = subscribers.map(heard);
    sources[0]!.change(1);
    expect(new Set(await Promise.all(first))).toEqual(new Set([1]));
    const second = subscribers.map(heard);
    sources[0]!.change(2);
    expect(new Set(await Promise.all(second))).toEqual(new Set([2]));
    expect(answered).toEqual(['q 1', 'q 2']);
  });

  it('are answered anew for every change, from what the views hold then', async () => {
    let renewed = 0;
    const subscriber = (await shared.subscribe({
      ...args('q'),
      contextValue: { renew: () => void renewed++, access: seesAll },
    })) as Subscriber;
    for (const change of [1, 2, 3]) {
      const next = heard(subscriber);
      sources[0]!.change(change);
      await next;
    }
    expect(renewed).toBe(3);
  });

  it('share nothing with those who ask something else', async () => {
    const one = heard(await subscribe('q'));
    const other = heard(await subscribe('r'));
    for (const it of sources) it.change(1);
    expect(await Promise.all([one, other])).toEqual([1, 1]);
    expect(answered.toSorted()).toEqual(['q 1', 'r 1']);
  });

  it('are all told why where what they listen to fails', async () => {
    const subscribers = [await subscribe('q'), await subscribe('q')];
    const next = subscribers.map((one) => expect(one.next()).rejects.toThrow('SUBSCRIPTION_TOO_SLOW'));
    sources[0]!.fail(new GraphQLError('SUBSCRIPTION_TOO_SLOW'));
    await Promise.all(next);
    expect(await subscribe('q')).toBeDefined();
    expect(sources).toHaveLength(2);
  });

  it('are each refused what is refused, and the next one asks anew', async () => {
    const refuse = (): never => {
      throw new GraphQLError('PROGRAM_NOT_FOUND');
    };
    const refused = await Promise.all([shared.subscribe(args('q', 'ann', refuse)), shared.subscribe(args('q', 'bob', refuse))]);
    for (const one of refused) expect((one as ExecutionResult).errors?.[0]?.message).toBe('PROGRAM_NOT_FOUND');
    const next = heard(await subscribe('q'));
    sources[0]!.change(1);
    expect(await next).toBe(1);
  });
});

describe('changes that come faster than they are answered', () => {
  it('are answered once, the latest', async () => {
    const subscriber = await subscribe('q');
    hold();
    const first = heard(subscriber);
    sources[0]!.change(1);
    await settled();
    for (const change of [2, 3, 4]) sources[0]!.change(change);
    open();
    expect(await first).toBe(1);
    expect(await heard(subscriber)).toBe(4);
    expect(answered).toEqual(['q 1', 'q 4']);
  });

  it('or than they are read: only the latest is there for whoever reads slowly', async () => {
    const [quick, slow] = [await subscribe('q'), await subscribe('q')];
    const first = heard(slow);
    for (const change of [1, 2, 3]) {
      const next = heard(quick);
      sources[0]!.change(change);
      expect(await next).toBe(change);
    }
    expect(await first).toBe(1);
    expect(await heard(slow)).toBe(3);
  });

  it('or than anybody reads: nothing is answered until somebody does', async () => {
    const subscriber = await subscribe('q');
    sources[0]!.change(1);
    await settled();
    sources[0]!.change(2);
    expect(answered).toEqual([]);
    expect(await heard(subscriber)).toBe(2);
    expect(answered).toEqual(['q 2']);
  });

  it('are answered less often where an answer takes long', async () => {
    const rests: (() => void)[] = [];
    const resting = (): Promise<void> => new Promise((resolve) => rests.push(resolve));
    const changes = source();
    const answerTo = async (change: StoredEvent): Promise<ExecutionResult> => {
      const { tick } = change as unknown as { readonly tick: number };
      answered.push(`q ${tick}`);
      return { data: { tick } };
    };
    const audience = new Audience({ changes, answerTo, asker: 'ann', gone: new AbortController() }, shared.turns, () => undefined, resting);
    const subscriber = audience.join('ann');
    const first = heard(subscriber);
    changes.change(1);
    expect(await first).toBe(1);
    const second = heard(subscriber);
    for (const change of [2, 3]) {
      changes.change(change);
      await settled();
    }
    expect(answered).toEqual(['q 1']);
    rests[0]!();
    expect(await second).toBe(3);
    expect(answered).toEqual(['q 1', 'q 3']);
  });
});

describe('a subscriber who leaves', () => {
  it('stops listening at once, also where nothing has happened yet', async () => {
    const subscriber = await subscribe('q');
    const first = subscriber.next();
    await subscriber.return();
    expect(sources[0]!.left).toBe(true);
    expect(await first).toEqual({ done: true, value: undefined });
    await subscribe('q');
    expect(sources).toHaveLength(2);
  });

  it('takes nothing from the others', async () => {
    const [leaving, staying] = [await subscribe('q'), await subscribe('q')];
    const [, next] = [heard(leaving), heard(staying)];
    await leaving.return();
    expect(sources[0]!.left).toBe(false);
    sources[0]!.change(1);
    expect(await next).toBe(1);
  });

  it('is not answered where the turn had not come', async () => {
    const [first, waiting] = [await subscribe('q'), await subscribe('r')];
    hold();
    const next = [heard(first), heard(waiting)];
    sources[0]!.change(1);
    await settled();
    sources[1]!.change(1);
    await settled();
    await waiting.return();
    open();
    expect(await Promise.all(next)).toEqual([1, 'done']);
    await settled();
    expect(answered).toEqual(['q 1']);
    expect(sources[1]!.left).toBe(true);
  });

  it('is told nothing of an answer that was being made, and that nobody waits for it', async () => {
    const asked = args('q');
    const subscriber = (await shared.subscribe(asked)) as Subscriber;
    hold();
    const next = heard(subscriber);
    sources[0]!.change(1);
    await settled();
    await subscriber.return();
    expect(asked.gone.signal.aborted).toBe(true);
    expect(await next).toBe('done');
    open();
    sources[0]!.change(2);
    await settled();
    expect(answered).toEqual(['q 1']);
  });
});

describe('answers', () => {
  it('are made one at a time, in turns between people, and between two of them the event loop turns', async () => {
    const greedy = await Promise.all(['a1', 'a2', 'a3'].map((question) => subscribe(question, 'ann')));
    const other = await subscribe('b1', 'bob');
    const next = [...greedy, other].map(heard);
    await settled();
    hold();
    for (const it of sources) it.change(1);
    await settled();
    expect(answered).toHaveLength(1);
    open();
    held = undefined;
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (answered.length < 4) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(next);
    expect(answered.slice(0, 3)).toContain('b1 1');
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('are read before all other questions of the same person have been answered', async () => {
    const questions = ['q', 'r', 's', 't'];
    const subscribers = await Promise.all(questions.map((question) => subscribe(question)));
    let answeredBefore = 0;
    const next = subscribers.map((one) => heard(one).then(() => (answeredBefore ||= answered.length)));
    await settled();
    for (const it of sources) it.change(1);
    await Promise.all(next);
    expect(answered).toHaveLength(questions.length);
    expect(answeredBefore).toBeLessThan(questions.length);
  });
});
