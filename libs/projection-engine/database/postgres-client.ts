import pg from 'pg';

/**
 * A connection with an error listener from the beginning. TypeORM adds its listener only some time after the pool has handed a connection
 * out, and none while it opens a pool. If the server ends a connection just then, Node throws the unheard `error` event and the process
 * ends. A query on such a connection fails with the error.
 */
export class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * A connection that closes itself if an answer does not come. The driver's own `query_timeout` gives up only the query: the connection,
 * still waiting for the answer, would return to the pool and block whoever gets it next.
 * @param answerMs the time limit for an answer in milliseconds
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
