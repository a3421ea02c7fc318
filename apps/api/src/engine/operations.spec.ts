import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { buildSchema, GraphQLObjectType, type GraphQLFieldResolver } from 'graphql';
import type { Readings } from '#read-models/readings.js';
import { RequestContext } from '../graphql/request-context.js';
import { leanSchema } from '../graphql/schema-transform.js';
import { LIMITS } from '../limits/limits.js';
import { Operations, type Answer } from './operations.js';

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;

// Refused operations are logged at level DEBUG.
beforeAll(() => void Logger.overrideLogger(['error']));

/** Operations over a schema of lists that a test can block, count or fill. */
function underTest(resolve: { gated?: Resolve; list?: Resolve; note?: Resolve }): {
  ask: (person: string, text: string, signal?: AbortSignal, turn?: () => Promise<void>) => Promise<Answer>;
} {
  const schema = buildSchema(`
    type Query { gated: Int!, list(first: Int): [Item!]! }
    type Mutation { gated: Int!, list: [Item!] }
    type Item { id: Int, note: String, text: String, list(first: Int): [Item!]! }
  `);
  const of = (type: string, field: string, resolver: Resolve | undefined): void => {
    const found = (schema.getType(type) as GraphQLObjectType).getFields()[field]!;
    if (resolver) found.resolve = resolver;
  };
  of('Query', 'gated', resolve.gated);
  of('Mutation', 'gated', resolve.gated);
  for (const type of ['Query', 'Mutation', 'Item']) of(type, 'list', resolve.list);
  of('Item', 'note', resolve.note);
  const operations = new Operations(leanSchema(schema));
  const readings = { paced: () => ({}) } as unknown as Readings;
  return {
    ask: (id, text, signal, turn) => {
      const gone = signal && ((): AbortSignal => signal);
      const context = new RequestContext({ id, administrator: false }, 'en', readings, () => new Map(), gone ? { gone } : {});
      if (turn) context.turn = turn;
      return operations.answer({ text, operationName: null, variables: {}, isSafe: false, showsCost: text.includes('# cost') }, context);
    },
  };
}

/** A resolver that blocks until the gate is opened. */
function gate(): { begun: string[]; resolver: Resolve; open: () => void } {
  const begun: string[] = [];
  let opened = (): void => undefined;
  const open = new Promise<number>((resolve) => (opened = () => resolve(1)));
  return {
    begun,
    resolver: (_parent, _args, { principal }) => {
      begun.push(principal.id);
      return open;
    },
    open: () => opened(),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const long = (n = 0): string => `{ gated list(first: 100) { list(first: 100) { id } } } # ${n}`;
const count = (names: readonly string[], name: string): number => names.filter((one) => one === name).length;
const PER_PERSON = 9;

describe('operations', () => {
  it('of one person wait while much of theirs is at work; others, small ones and mutations do not wait for them', async () => {
    const { begun, resolver, open } = gate();
    const { ask } = underTest({ gated: resolver, list: () => [] });
    const answers = Array.from({ length: 30 }, (_, n) => ask('ann', long(n)));
    answers.push(ask('ben', long()), ask('ann', '{ gated }'), ask('ann', 'mutation { gated }'));
    await settled();
    expect([count(begun, 'ann'), count(begun, 'ben')]).toEqual([PER_PERSON + 2, 1]);
    open();
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(count(begun, 'ann')).toBe(32);
  });

  it('are refused with the time after which to ask again where too many wait', async () => {
    const { resolver, open } = gate();
    const { ask } = underTest({ gated: resolver, list: () => [] });
    const answers = Array.from({ length: PER_PERSON + LIMITS.waiting.perPerson }, (_, n) => ask('ann', long(n)));
    const refused = await ask('ann', long());
    expect([refused.status, refused.retryAfter, JSON.parse(String(refused.body))]).toEqual([
      429,
      LIMITS.retryAfterSeconds,
      { errors: [{ message: expect.any(String), extensions: { code: 'RATE_LIMITED', retryable: true } }] },
    ]);
    open();
    await Promise.all(answers);
  });

  it('leave the queue when their client goes', async () => {
    const { begun, resolver, open } = gate();
    const { ask } = underTest({ gated: resolver, list: () => [] });
    const client = new AbortController();
    const all = Array.from({ length: PER_PERSON }, (_, n) => ask('ann', long(n)));
    const left = [ask('ann', long(98), client.signal), ask('ann', long(99), client.signal)];
    await settled();
    client.abort();
    expect((await Promise.all(left)).map(({ status }) => status)).toEqual([503, 503]);
    open();
    await Promise.all(all);
    expect(begun).toHaveLength(PER_PERSON);
  });

  it('stop when their client goes, and others have their turn meanwhile', async () => {
    const client = new AbortController();
    let [lists, turns] = [0, 0];
    const list: Resolve = () => {
      lists += 1;
      const until = performance.now() + 1;
      while (performance.now() < until);
      return Array.from({ length: 100 }, () => ({}));
    };
    const { ask } = underTest({ list });
    const others = (): void => {
      turns += 1;
      if (turns === 3) client.abort();
      else setImmediate(others);
    };
    setImmediate(others);
    await ask('ann', '{ list(first: 100) { list(first: 100) { id } } }', client.signal);
    expect(turns).toBe(3);
    expect(lists).toBeLessThan(101);
  });

  it('wait for their turn before a long document is validated that is not known', async () => {
    const { ask } = underTest({ gated: () => 1 });
    let turns = 0;
    const turn = (): Promise<void> => {
      turns += 1;
      return new Promise((resolve) => setImmediate(resolve));
    };
    const client = new AbortController();
    const padding = '#'.repeat(LIMITS.shortDocument);
    const texts = ['{ gated }', `{ gated } ${padding}`, `{ gated } ${padding}`, `{ wrong } ${padding}`, `{ wrong } ${padding}`];
    const seen: number[] = [];
    for (const text of texts) {
      await ask('ann', text, client.signal, turn);
      seen.push(turns);
    }
    expect(seen).toEqual([0, 1, 1, 2, 3]);
    const left = ask('ann', texts[3]!, client.signal, turn);
    client.abort();
    expect(await left).toMatchObject({ status: 503 });
  });

  it('answer ANSWER_TOO_LARGE as soon as long texts make too much, and read no more', async () => {
    let notes = 0;
    const note: Resolve = () => {
      notes += 1;
      return 'e'.repeat(100_000);
    };
    const { ask } = underTest({ list: () => Array.from({ length: 10 }, () => ({})), note });
    const { status, body } = await ask('ann', '{ list { list { list { note } } } }');
    expect(JSON.parse(String(body))).toMatchObject({ data: null, errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }] });
    expect([status, Math.floor(LIMITS.answerBytes / 100_000) + 1 <= notes, notes < 200]).toEqual([200, true, true]);
  });

  it.each([
    ['long texts', 'note', /ANSWER_TOO_LARGE/],
    ['all that is written', 'text', /ANSWER_TOO_LARGE/],
    ['lists', 'list { id }', /QUERY_TOO_COMPLEX/],
  ])('tell what a mutation has recorded, however large the rest of its answer: %s', async (_, selection, code) => {
    const recorded = { commandId: null, stream: 'program-1', revision: 3, position: '7', events: 1 };
    const list: Resolve = (parent, _args, context) => {
      if (parent === undefined) context.recorded.push(recorded);
      else if (!context.spend(LIMITS.entries + 1)) return [];
      return Array.from({ length: 9_000 }, () => ({ text: 'e'.repeat(1_000) }));
    };
    const { ask } = underTest({ list, note: () => 'e'.repeat(100_000) });
    const { status, body } = await ask('ann', `mutation { list { ${selection} } }`);
    const answer = JSON.parse(String(body)) as object;
    expect([status, answer]).toEqual([200, { data: null, errors: [expect.anything()], extensions: { recorded: [recorded] } }]);
    expect(String(body)).toMatch(code);
  });
});

describe('the cost of an operation', () => {
  it('is shown beside the answer, and beside its refusal, to who asks for it', async () => {
    const { ask } = underTest({ list: () => [{ id: 1 }] });
    const extensionsOf = async (text: string): Promise<unknown> =>
      (JSON.parse(String((await ask('ana', text)).body)) as { extensions?: unknown }).extensions;
    expect(await extensionsOf('{ list(first: 10) { id } } # cost')).toEqual({ cost: { asked: 11, limit: LIMITS.cost } });
    expect(await extensionsOf('{ list(first: 10) { id } }')).toBeUndefined();
    const tooMuch = '{ list(first: 1000) { list(first: 1000) { id } } } # cost';
    expect(await extensionsOf(tooMuch)).toEqual({ cost: { asked: 1_001_001, limit: LIMITS.cost } });
    expect(await extensionsOf('{ none } # cost')).toBeUndefined();
  });
});
