import { Directory } from '#identity/people/directory.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import type { RequestContext } from '../graphql/request-context.js';
import { LIMITS } from '../limits/limits.js';

/** The text of an answer without errors. */
export class KeptAnswer {
  private tag: string | undefined;

  /** @param names the names, at that time, of people whom the answer may show; undefined: that person had none */
  constructor(
    readonly body: Buffer,
    readonly names: ReadonlyMap<string, string | undefined>,
  ) {}

  /** A weak ETag: it identifies the content of the answer, not its bytes. Computed on access, because answers to POST carry none. */
  get etag(): string {
    return (this.tag ??= etagOf(this.body));
  }
}

/** A query without the moment at which it is asked. */
export interface Question {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const QUARTER_MS = 15 * 60_000;
/** The size of an entry beside its body: its key and its objects, in bytes. */
const ENTRY_BYTES = 1_024;
const NAME_BYTES = 128;

/**
 * Caches the answers of recent queries. An answer depends on the query, the person and language, the state of the views, people's names,
 * and the date in each program's zone. In any time zone the date changes only on a quarter of an hour.
 */
@Injectable()
export class AnswerCache {
  private readonly kept = new LRUCache<string, KeptAnswer>({
    maxSize: LIMITS.keptAnswerBytes,
    maxEntrySize: LIMITS.keptAnswerBytes / 16,
    sizeCalculation: ({ body, names }) => body.length + ENTRY_BYTES + names.size * NAME_BYTES,
  });

  constructor(
    private readonly views: Views,
    private readonly directory: Directory,
  ) {}

  /**
   * A key for the moment: the state of the views and the quarter of an hour. Undefined: the state is unknown, and nothing may be cached.
   */
  async moment(): Promise<string | undefined> {
    const checkpoints = await this.views.checkpoints();
    return checkpoints === undefined ? undefined : `${Math.floor(Date.now() / QUARTER_MS)} ${checkpoints}`;
  }

  /** The cache key of a person's query at a moment. */
  keyOf({ text, operationName, variables }: Question, { principal, language }: RequestContext, moment: string): string {
    const { id, administrator, auditor, scope } = principal;
    const parts = [text, operationName, variables, id, administrator, auditor, scope, language, moment];
    return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
  }

  /** The cached answer of a key, unless a name in it has changed. */
  async find(key: string): Promise<KeptAnswer | undefined> {
    const kept = this.kept.get(key);
    if (!kept || kept.names.size === 0) return kept;
    const names = await this.directory.names([...kept.names.keys()]);
    if ([...kept.names].every(([person, name]) => names.get(person) === name)) return kept;
    this.kept.delete(key);
    return undefined;
  }

  keep(key: string, answer: KeptAnswer): void {
    this.kept.set(key, answer);
  }
}

/** The ETag of an answer: the same text has the same tag. */
const etagOf = (body: Buffer): string => `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
