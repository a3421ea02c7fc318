import type { Language } from '#domain/language.js';
import type { Holder } from '#identity/holder.js';
import { Directory } from '#identity/directory.js';
import { Readings } from '#read-models/readings.js';
import { Injectable } from '@nestjs/common';
import { languageOf } from '../http/language.js';
import { RequestContext, type Client } from './request-context.js';

/** What is shown for a person who was forgotten. */
const FORMER_MEMBER: Readonly<Record<Language, string>> = { 'zh-CN': '前成员', en: 'former member' };

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
    const language = languageOf(acceptLanguage);
    return new RequestContext(principal, language, this.readings, (ids) => this.namesOf(ids, language), client);
  }

  /** Names by id. A forgotten person has an empty one. */
  private async namesOf(ids: readonly string[], language: Language): Promise<ReadonlyMap<string, string>> {
    const names = await this.directory.names(ids);
    for (const name of names.values())
      if (name === '') return new Map([...names].map(([id, known]) => [id, known === '' ? FORMER_MEMBER[language] : known]));
    return names;
  }
}
