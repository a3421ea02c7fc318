import pg from 'pg';

/**
 * A connection whose breaking ends no process. TypeORM listens for errors only some time after the pool has handed a connection out, and
 * while it opens a pool not at all: a server that ends a connection just then would be an `error` event that nobody hears, which Node
 * throws. Whoever asks on such a connection is told.
 */
export class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * A connection that breaks itself off where an answer does not come. The driver's own `query_timeout` gives up the question alone: the
 * connection, still waiting for the answer, goes back to the pool and holds up whoever gets it next.
 * @param answerMs how long an answer is waited for, in milliseconds
 */
export const answeringClient = (answerMs: number): typeof pg.Client =>
  class AnsweringClient extends HeardClient {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const ask = this.query.bind(this) as (...question: unknown[]) => Promise<unknown>;
      this.query = ((...question: unknown[]) => {
        const timer = setTimeout(() => this.connection.stream.destroy(), answerMs);
        return ask(...question).finally(() => clearTimeout(timer));
      }) as never;
    }
  };
