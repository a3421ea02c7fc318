import type { Holder } from '#identity/access/holder.js';
import { Directory } from '#identity/people/directory.js';
import { Readings } from '#read-models/readings.js';
import { Injectable } from '@nestjs/common';
import { languageOf } from '../http/language.js';
import { RequestContext, type Client } from './request-context.js';

/** Makes the context of a request, for HTTP and WebSocket alike. */
@Injectable()
export class ContextFactory {
  constructor(
    private readonly readings: Readings,
    private readonly directory: Directory,
  ) {}

  /**
   * @param acceptLanguage the header as sent
   */
  make(principal: Holder, acceptLanguage: string | undefined, client: Client = {}): RequestContext {
    return new RequestContext(principal, languageOf(acceptLanguage), this.readings, (ids) => this.directory.names(ids), client);
  }
}
