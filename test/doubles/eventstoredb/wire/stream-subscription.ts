import { randomUUID } from 'node:crypto';
import type { ServiceError } from '@grpc/grpc-js';
import { streamDeleted } from './failures.js';
import { isBehind, isGone, news, sendEvent, type Following } from './following.js';
import { caughtUp, confirmation, fellBehind } from './read-response.js';
import { isSoftlyDeleted } from '../log/stream-metadata.js';

/** Sends one stream after a revision, then new events; ends with an error when the stream is permanently deleted. */
export class StreamSubscription {
  /** The next revision to send. */
  #next: number;

  constructor(
    private readonly following: Following,
    private readonly stream: string,
  ) {
    const at = following.options.getStream()!;
    this.#next = at.hasStart() ? 0 : at.hasEnd() ? this.#length : Number(at.getRevision()) + 1;
  }

  /** Serves the subscription. @returns an error; undefined: the subscriber has gone */
  async run(): Promise<ServiceError | undefined> {
    const { send } = this.following;
    if (!(await send(confirmation(randomUUID())))) return undefined;
    for (;;) {
      if (!(await this.#catchUp()) || !(await send(caughtUp()))) return undefined;
      const ended = await this.#live();
      if (ended !== 'fell behind') return ended;
      if (!(await send(fellBehind()))) return undefined;
    }
  }

  get #length(): number {
    return this.following.log.index.eventsOf(this.stream).length;
  }

  /** Sends the visible events of the stream; a truncation does not apply to later events. */
  async #catchUp(): Promise<boolean> {
    const { index } = this.following.log;
    const isDeleted = isSoftlyDeleted(index.metadataOf(this.stream));
    this.#next = Math.max(this.#next, isDeleted ? this.#length : Math.min(this.#length, index.firstShown(this.stream)));
    while (this.#next < this.#length) {
      if (!(await sendEvent(this.following, index.eventsOf(this.stream)[this.#next++]!))) return false;
    }
    return true;
  }

  async #live(): Promise<ServiceError | 'fell behind' | undefined> {
    const { index } = this.following.log;
    while (!isGone(this.following)) {
      const known = this.#length;
      const event = index.eventsOf(this.stream)[this.#next] ?? index.tombstoneOf(this.stream);
      if (event === undefined) {
        await news(this.following);
        const refused = this.following.refused();
        if (refused) return refused;
        continue;
      }
      if (!(await sendEvent(this.following, event))) return undefined;
      if (index.tombstoneOf(this.stream) === event) return streamDeleted(this.stream);
      this.#next++;
      if (this.#length > known && isBehind(index.eventsOf(this.stream), this.#next)) return 'fell behind';
    }
    return undefined;
  }
}
