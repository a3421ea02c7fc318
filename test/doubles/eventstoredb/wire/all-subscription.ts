import { randomUUID } from 'node:crypto';
import type { ServiceError } from '@grpc/grpc-js';
import { invalidPosition } from './failures.js';
import { filterIn, pageSize, type Filter } from './filter.js';
import { isBehind, isGone, news, sendEvent, type Following } from './following.js';
import type { LogIndex } from '../log/log-index.js';
import { caughtUp, checkpoint, confirmation, fellBehind } from './read-response.js';

interface Position {
  readonly commit: number;
  readonly prepare: number;
}

const isBefore = (a: Position, b: Position): boolean => a.commit < b.commit || (a.commit === b.commit && a.prepare < b.prepare);
const at = (position: number): Position => ({ commit: position, prepare: position });

/** Sends all streams after a position, then new events. */
export class AllSubscription {
  readonly #index: LogIndex;
  readonly #filter: Filter | undefined;
  /** The index from which on live events are counted. */
  readonly #since: number;
  /** The index of the next event to look at. */
  #place: number;
  /** The position up to which everything has been sent. */
  #reached: Position;
  #checkpoint: Position = { commit: -1, prepare: -1 };

  constructor(private readonly following: Following) {
    const { log, options } = following;
    this.#index = log.index;
    this.#filter = filterIn(options);
    this.#since = log.index.all.length;
    const from = options.getAll()!;
    const given = from.getPosition();
    if (from.hasEnd()) this.#reached = at(this.#head);
    else if (given === undefined) this.#reached = { commit: -1, prepare: -1 };
    else this.#reached = { commit: Number(given.getCommitPosition()), prepare: Number(given.getPreparePosition()) };
    // The server continues at its position and reads the event there again.
    this.#place = log.index.placeOf(this.#reached.commit);
  }

  /** Serves the subscription. @returns an error; undefined: the subscriber has gone */
  async run(): Promise<ServiceError | undefined> {
    const { send } = this.following;
    if (!(await send(confirmation(randomUUID())))) return undefined;
    for (let hasMore = isBefore(this.#reached, at(this.#head)); ; hasMore = true) {
      if (hasMore && this.#reached.commit >= 0 && !this.#index.isBoundary(this.#reached.commit)) return invalidPosition();
      if ((hasMore && !(await this.#catchUp())) || !(await send(caughtUp()))) return undefined;
      const ended = await this.#live();
      if (ended !== 'fell behind') return ended;
      if (!(await send(fellBehind())) || !(await this.#proven(this.#reached))) return undefined;
    }
  }

  get #head(): number {
    return this.#index.all.at(-1)?.position ?? 0;
  }

  /**
   * Reads page by page to the end of the log. With a filter it sends a checkpoint after a page, or at the end: the last position sent, or
   * the start of the page.
   */
  async #catchUp(): Promise<boolean> {
    const { all } = this.#index;
    let sinceCheckpoint = 0;
    for (;;) {
      const start = { commit: all[this.#place]?.position ?? this.#index.end, prepare: 0 };
      let [looked, admitted] = [0, 0];
      while (this.#place < all.length && looked < (this.#filter?.window ?? pageSize) && admitted < pageSize) {
        looked++;
        const sent = await this.#sendNext();
        if (sent === undefined) return false;
        if (sent) admitted++;
      }
      sinceCheckpoint += looked;
      const isAtEnd = this.#place >= all.length;
      if (isAtEnd || sinceCheckpoint >= (this.#filter?.checkpointEvery ?? Infinity)) {
        sinceCheckpoint %= this.#filter?.checkpointEvery ?? 1;
        if (!(await this.#proven(isBefore(this.#reached, start) ? start : this.#reached))) return false;
      }
      if (isAtEnd) return true;
    }
  }

  async #live(): Promise<ServiceError | 'fell behind' | undefined> {
    const { all } = this.#index;
    while (!isGone(this.following)) {
      if (this.#place >= all.length) {
        await news(this.following);
        const refused = this.following.refused();
        if (refused) return refused;
        continue;
      }
      const known = all.length;
      const { position } = all[this.#place]!;
      if ((await this.#sendNext()) === undefined) return undefined;
      const counted = this.#place - this.#since;
      const isDue = this.#filter !== undefined && counted > 0 && counted % this.#filter.checkpointEvery === 0;
      if (isDue && !(await this.#proven(at(position)))) return undefined;
      if (all.length > known && isBehind(all, this.#place)) return 'fell behind';
    }
    return undefined;
  }

  /** Sends the current event if the filter admits it. @returns whether it was sent or skipped; undefined: the subscriber has gone */
  async #sendNext(): Promise<boolean | undefined> {
    const event = this.#index.all[this.#place++]!;
    if (!isBefore(this.#reached, at(event.position)) || this.#filter?.admits(event) === false) return false;
    if (!(await sendEvent(this.following, event))) return undefined;
    this.#reached = at(event.position);
    return true;
  }

  /** Sends a checkpoint if there is a filter, and never the same one twice. */
  async #proven(position: Position): Promise<boolean> {
    if (isBefore(this.#reached, position)) this.#reached = position;
    if (this.#filter === undefined || position.commit < 0 || !isBefore(this.#checkpoint, position)) return true;
    this.#checkpoint = position;
    return this.following.send(checkpoint(position));
  }
}
