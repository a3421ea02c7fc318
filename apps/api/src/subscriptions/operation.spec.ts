import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, type ExecutionArgs } from 'graphql';
import { subscribeFresh } from './operation.js';

const schema = buildSchema('type Query { a: Int } type Subscription { tick: Int }');

/** A source in which nothing ever happens. */
class Quiet implements AsyncIterableIterator<{ readonly tick: number }> {
  left = false;
  private end: () => void = () => undefined;

  [Symbol.asyncIterator](): this {
    return this;
  }
  async next(): Promise<IteratorResult<{ readonly tick: number }>> {
    await new Promise<void>((resolve) => (this.end = resolve));
    return { done: true, value: undefined };
  }
  async return(): Promise<IteratorResult<{ readonly tick: number }>> {
    this.left = true;
    this.end();
    return { done: true, value: undefined };
  }
}

describe('a subscriber who leaves', () => {
  it('stops listening at once, also where nothing has happened yet', async () => {
    const source = new Quiet();
    const args: ExecutionArgs = { schema, document: parse('subscription { tick }'), rootValue: { tick: () => source } };
    const answers = (await subscribeFresh(args)) as AsyncGenerator;
    const first = answers.next();
    await answers.return(undefined);
    expect(source.left).toBe(true);
    expect(await first).toEqual({ done: true, value: undefined });
  });
});
