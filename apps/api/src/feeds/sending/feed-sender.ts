import { CostQueue, NoTurn } from '#async/cost-queue.js';
import { Directory } from '#identity/people/directory.js';
import type { Language } from '#domain/language.js';
import { Readings } from '#read-models/readings.js';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { closing } from '../../http/closing.js';
import { isKnown } from '../../http/is-known.js';
import { failed, refused } from '../../http/refused.js';
import { LIMITS } from '../../limits/limits.js';
import { FeedContext } from '../feed-context.js';
import { FeedMoments, type FeedMoment } from './feed-moments.js';

const log = new Logger('feeds');

/** What is to be sent, before any of it is read. */
export interface FeedAnswer {
  readonly file: string;
  readonly type: string;
  readonly language: Language;
  /** The text, piece by piece; a piece is asked for when the client has taken the one before. */
  readonly text: (context: FeedContext, moment: FeedMoment) => AsyncGenerator<string>;
}

const { perPerson, inAll, waitMs } = LIMITS.feeds;

/** Answers a request with a text that is made while it is sent, or with 304 if the client has it. */
@Injectable()
export class FeedSender {
  /** Each feed that is sent holds a page in memory: whoever asks for many at once waits. */
  private readonly turns = new CostQueue<string>({ inAll, perAsker: perPerson, waitMs });

  constructor(
    private readonly readings: Readings,
    private readonly directory: Directory,
    private readonly moments: FeedMoments,
  ) {}

  /** @param make reads the parameters, in which a date is a whole day in the time zone; what it throws is answered, too */
  async send(request: FastifyRequest, reply: FastifyReply, make: (timeZone: string) => FeedAnswer): Promise<void> {
    const principal = request.principal!;
    try {
      const answer = make(await this.readings.live.programs.usualZone());
      const moment = await this.moments.of([request.url, answer.language], principal);
      const headers = headersOf(moment);
      if (moment.etag !== undefined && isKnown(request.headers['if-none-match'], moment.etag))
        return void reply.code(304).headers(headers).send();
      const gone = closing(reply.raw);
      await this.turns.take(principal.id, { signal: gone, begin: () => this.begin(request, reply, answer, moment, gone) });
    } catch (error) {
      if (error instanceof NoTurn && error.reason === 'gone') return;
      await (error instanceof NoTurn
        ? refused(request, reply.header('retry-after', LIMITS.retryAfterSeconds), 'RATE_LIMITED')
        : failed(request, reply, error as Error));
    }
  }

  /** Begins to send, and waits until the connection is done with it. */
  private async begin(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: FeedAnswer,
    moment: FeedMoment,
    gone: AbortSignal,
  ): Promise<void> {
    const { file, type, language, text } = answer;
    const context = new FeedContext(request.principal!, language, this.readings, (ids) => this.directory.names(ids), gone);
    const pieces = text(context, moment);
    // What can be refused is refused before anything is sent.
    const first = await pieces.next();
    void reply.headers(headersOf(moment)).type(type).header('content-disposition', `attachment; filename="${file}"`);
    if (request.method === 'HEAD') {
      await pieces.return(undefined);
      void reply.send(Readable.from([]));
    } else void reply.send(Readable.from(rest(first, pieces, gone), { objectMode: false, highWaterMark: 65_536 }));
    if (!gone.aborted) await once(gone, 'abort');
  }
}

const headersOf = ({ etag, changedAt }: FeedMoment): Readonly<Record<string, string>> => ({
  'cache-control': 'private, no-cache',
  vary: 'authorization, cookie, accept-language',
  'last-modified': new Date(changedAt).toUTCString(),
  // The text is made anew for each request: whoever asks for a range gets the whole.
  'accept-ranges': 'none',
  ...(etag === undefined ? {} : { etag }),
});

/** Everything from the first piece on. An error ends the connection in the middle of the answer, so that nobody takes it for whole. */
async function* rest(first: IteratorResult<string>, pieces: AsyncGenerator<string>, gone: AbortSignal): AsyncGenerator<string> {
  try {
    if (!first.done) yield first.value;
    yield* pieces;
  } catch (error) {
    if (!gone.aborted) log.error({ err: error }, 'a feed ended in the middle');
    throw error;
  }
}
