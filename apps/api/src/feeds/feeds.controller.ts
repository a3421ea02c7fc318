import { Directory } from '#identity/people/directory.js';
import { Readings } from '#read-models/readings.js';
import { Controller, Get, Logger, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { languageOf } from '../http/language.js';
import { closing } from '../http/closing.js';
import { isKnown } from '../http/is-known.js';
import { failed } from '../http/refused.js';
import { FEEDS } from './catalogue.js';
import { dictionaryOf } from './dictionary.js';
import { FeedContext } from './feed-context.js';
import { FeedMoments } from './feed-moments.js';
import { feedText } from './feed-stream.js';
import { TABLES } from './format.js';
import { valuesOf, type Given } from './parameters.js';

const log = new Logger('feeds');

/** Every feed in every format, each with an address of its own: whatever else is asked for does not exist. */
const FILES = FEEDS.flatMap((feed) =>
  (feed.formats ?? TABLES).map((format) => ({ file: `${feed.name}.${format.extension}`, feed, format })),
);

/** Flat tables for the tools that people have: spreadsheets, business intelligence, calendars. GET and HEAD only. */
@Controller('feeds')
export class FeedsController {
  constructor(
    private readonly readings: Readings,
    private readonly directory: Directory,
    private readonly moments: FeedMoments,
  ) {}

  /** The data dictionary. */
  @Get()
  dictionary(@Res() reply: FastifyReply): void {
    void reply.type('application/json; charset=utf-8').header('cache-control', 'private, no-cache').send(dictionaryOf(FEEDS));
  }

  @Get(FILES.map(({ file }) => file))
  async feed(@Query() given: Given, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { file, feed, format } = FILES.find((one) => `/feeds/${one.file}` === request.routeOptions.url)!;
    const principal = request.principal!;
    const language = languageOf(request.headers['accept-language']);
    try {
      const asked = valuesOf(feed.parameters, given);
      const { etag, lastModified } = await this.moments.of([request.url, language], principal);
      const headers = {
        'cache-control': 'private, no-cache',
        vary: 'authorization, cookie, accept-language',
        'last-modified': lastModified,
        // The rows are made anew for each request: whoever asks for a range gets all of them.
        'accept-ranges': 'none',
        ...(etag === undefined ? {} : { etag }),
      };
      if (etag !== undefined && isKnown(request.headers['if-none-match'], etag)) return void reply.code(304).headers(headers).send();
      const gone = closing(reply.raw);
      const context = new FeedContext(principal, language, this.readings, (ids) => this.directory.names(ids), gone);
      const text = feedText(feed, format, feed.pages(asked, context), context);
      // What can be refused is refused before anything is sent.
      const first = await text.next();
      void reply.headers(headers).type(format.type).header('content-disposition', `attachment; filename="${file}"`);
      if (request.method === 'HEAD') {
        await text.return(undefined);
        return void reply.send(Readable.from([]));
      }
      void reply.send(Readable.from(rest(first, text, gone), { objectMode: false, highWaterMark: 65_536 }));
    } catch (error) {
      await failed(request, reply, error as Error);
    }
  }
}

/** Everything from the first piece on. An error ends the connection in the middle of the answer, so that nobody takes it for whole. */
async function* rest(first: IteratorResult<string>, text: AsyncGenerator<string>, gone: AbortSignal): AsyncGenerator<string> {
  try {
    if (!first.done) yield first.value;
    yield* text;
  } catch (error) {
    if (!gone.aborted) log.error({ err: error }, 'a feed ended in the middle');
    throw error;
  }
}
