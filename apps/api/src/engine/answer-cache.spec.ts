import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Directory } from '#identity/people/directory.js';
import type { Readings } from '#read-models/readings.js';
import type { Views } from '#projection-engine/daemon/views.js';
import { RequestContext } from '../graphql/request-context.js';
import { LIMITS } from '../limits/limits.js';
import { AnswerCache, KeptAnswer, type Question } from './answer-cache.js';

const state: { checkpoints: string | undefined; names: Map<string, string> } = { checkpoints: 'a', names: new Map() };
const cacheOf = (): AnswerCache =>
  new AnswerCache(
    { checkpoints: () => state.checkpoints } as Partial<Views> as Views,
    { names: () => Promise.resolve(state.names) } as Partial<Directory> as Directory,
  );

const question: Question = { text: '{ viewer { person { id } } }', operationName: null, variables: { a: 1 } };
const contextOf = (id = 'lin', administrator = false, language: 'en' | 'zh-CN' = 'en'): RequestContext =>
  new RequestContext({ id, administrator }, language, { paced: () => ({}) } as unknown as Readings, () => new Map());
const answerOf = (bytes: number, names: KeptAnswer['names'] = new Map()): KeptAnswer => new KeptAnswer(Buffer.alloc(bytes), names);
const keyIn = async (cache: AnswerCache, asked: Partial<Question> = {}, context = contextOf()): Promise<string | undefined> => {
  const moment = await cache.moment();
  return moment === undefined ? undefined : cache.keyOf({ ...question, ...asked }, context, moment);
};

const QUARTER_MS = 15 * 60_000;
afterEach(() => {
  jest.restoreAllMocks();
  state.checkpoints = 'a';
});

describe('an answer that is kept', () => {
  it('is kept for the same question of the same person alone', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(QUARTER_MS);
    const cache = cacheOf();
    const key = (asked?: Partial<Question>, context?: RequestContext): Promise<string | undefined> => keyIn(cache, asked, context);
    const same = await key();
    expect(await key()).toBe(same);
    const others = [
      await key({ text: `${question.text} ` }),
      await key({ operationName: '' }),
      await key({ variables: { a: '1' } }),
      await key({}, contextOf('dan')),
      await key({}, contextOf('lin', true)),
      await key({}, contextOf('lin', false, 'zh-CN')),
    ];
    state.checkpoints = 'b';
    others.push(await key());
    expect(new Set([same, ...others]).size).toBe(others.length + 1);
  });

  it('is not found any more when a quarter of an hour begins: some zone may have another date', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(2 * QUARTER_MS);
    const cache = cacheOf();
    const key = await keyIn(cache);
    now.mockReturnValue(3 * QUARTER_MS - 1);
    expect(await keyIn(cache)).toBe(key);
    now.mockReturnValue(3 * QUARTER_MS);
    expect(await keyIn(cache)).not.toBe(key);
  });

  it('has no key while nobody knows what the views hold', async () => {
    state.checkpoints = undefined;
    expect(await keyIn(cacheOf())).toBeUndefined();
  });

  it.each([
    ['a name that changed', 'Lin', 'Lin Dan'],
    ['a name that was given', undefined, 'Lin'],
    ['a name that was taken away', 'Lin', undefined],
  ])('shows no longer %s', async (_what, before, after) => {
    const cache = cacheOf();
    const set = (name: string | undefined): void => {
      state.names = new Map([...(name === undefined ? [] : [['lin', name] as const]), ['dan', 'Dan']]);
    };
    set(before);
    cache.keep('k', answerOf(1, new Map([['lin', before]])));
    expect(await cache.find('k')).toBeDefined();
    set(after);
    expect(await cache.find('k')).toBeUndefined();
    set(before);
    expect(await cache.find('k')).toBeUndefined();
  });

  it('takes room from others: all together stay below their bound, in bytes', async () => {
    const cache = cacheOf();
    const large = LIMITS.keptAnswerBytes / 20;
    for (let n = 0; n < 100; n++) cache.keep(`${n}`, answerOf(large));
    const found: number[] = [];
    for (let n = 0; n < 100; n++) if (await cache.find(`${n}`)) found.push(n);
    expect(found).toEqual(Array.from({ length: 19 }, (_, i) => 81 + i));
    cache.keep('too large', answerOf(LIMITS.keptAnswerBytes / 16));
    expect(await cache.find('too large')).toBeUndefined();
    expect(await cache.find('99')).toBeDefined();
  });

  it('takes room itself, however short it is', async () => {
    const cache = cacheOf();
    for (let n = 0; n < 50_000; n++) cache.keep(`${n}`, answerOf(1));
    expect(await cache.find('0')).toBeUndefined();
    expect(await cache.find('49999')).toBeDefined();
  });
});
