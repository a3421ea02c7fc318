import { Directory } from '#identity/directory.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import type { RequestContext } from '../graphql/request-context.js';
import { LIMITS } from '../limits/limits.js';

/** The text of an answer without errors. */
export class KeptAnswer {
  private tag: string | undefined;

  /** @param names The names in the directory that the answer may show, as they were; undefined: that person had none. */
  constructor(
    readonly body: Buffer,
    readonly names: ReadonlyMap<string, string | undefined>,
  ) {}

  /** Weak: it tells what the answer says, not in which bytes. Made when it is asked for: an answer to a POST shows none. */
  get etag(): string {
    return (this.tag ??= etagOf(this.body));
  }
}

/** A question, apart from the moment at which it is asked. */
export interface Question {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const QUARTER_MS = 15 * 60_000;
/** What an entry takes beside its body: its key and the objects that hold it. */
const ENTRY_BYTES = 1_024;
const NAME_BYTES = 128;

/**
 * The answers to queries that were asked lately. An answer depends on the question, who asks in which language, what the views hold,
 * people's names, and the date in each program's zone, which in any time zone changes only on a quarter of an hour.
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

  /** Names the moment: what the views hold, and the quarter of an hour. Undefined: the first is not known, and nothing may be kept. */
  async moment(): Promise<string | undefined> {
    const checkpoints = await this.views.checkpoints();
    return checkpoints === undefined ? undefined : `${Math.floor(Date.now() / QUARTER_MS)} ${checkpoints}`;
  }

  /** Names the question of a person at a moment. */
  keyOf({ text, operationName, variables }: Question, { principal, language }: RequestContext, moment: string): string {
    const { id, administrator } = principal;
    const parts = [text, operationName, variables, id, administrator, language, moment];
    return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
  }

  /** The answer that is kept under a key, unless a name in it has changed. */
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

/** Names what an answer says: the same text has the same tag. */
const etagOf = (body: Buffer): string => `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
