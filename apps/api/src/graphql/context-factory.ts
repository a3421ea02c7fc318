import type { Principal } from '#application/commands/command.js';
import { Directory } from '#identity/directory.js';
import { Readings } from '#read-models/readings.js';
import { Injectable } from '@nestjs/common';
import { languageOf } from '../http/language.js';
import { RequestContext } from './request-context.js';

/** Makes the context of a request, for HTTP and WebSocket alike. */
@Injectable()
export class ContextFactory {
  constructor(
    private readonly readings: Readings,
    private readonly directory: Directory,
  ) {}

  /**
   * @param acceptLanguage the header as sent
   * @param gone returns a signal that is aborted when nobody waits for the answer any more
   */
  make(principal: Principal, acceptLanguage: string | undefined, gone?: () => AbortSignal): RequestContext {
    return new RequestContext(principal, languageOf(acceptLanguage), this.readings, (ids) => this.directory.names(ids), gone);
  }
}
