import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../http/language.js';
import { FEEDS } from './catalogue.js';
import { dictionaryOf } from './dictionary.js';
import { FeedSender } from './sending/feed-sender.js';
import { feedText } from './sending/feed-stream.js';
import { TABLES } from './sending/format.js';
import { valuesOf, type Given } from './parameters.js';

/** Every feed in every format, each with an address of its own: whatever else is asked for does not exist. */
const FILES = FEEDS.flatMap((feed) =>
  (feed.formats ?? TABLES).map((format) => ({ file: `${feed.name}.${format.extension}`, feed, format })),
);

/** Flat tables for the tools that people have: spreadsheets, business intelligence, dashboards. GET and HEAD only. */
@Controller('feeds')
export class FeedsController {
  constructor(private readonly sender: FeedSender) {}

  /** The data dictionary. */
  @Get()
  dictionary(@Res() reply: FastifyReply): void {
    void reply.type('application/json; charset=utf-8').header('cache-control', 'private, no-cache').send(dictionaryOf(FEEDS));
  }

  @Get(FILES.map(({ file }) => file))
  feed(@Query() given: Given, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sender.send(request, reply, (timeZone) => {
      const { file, feed, format } = FILES.find((one) => `/feeds/${one.file}` === request.routeOptions.url)!;
      const asked = valuesOf(feed.parameters, given, timeZone);
      return {
        ...{ file, type: format.type, language: languageOf(request.headers['accept-language']) },
        text: (context) => feedText(feed, format, feed.pages(asked, context), context),
      };
    });
  }
}
