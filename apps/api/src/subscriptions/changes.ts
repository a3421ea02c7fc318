import type { StoredEvent } from '#event-sourcing/event.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Injectable } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { LIMITS } from '../limits/limits.js';

/** A change that waits for its subscriber. When it is taken, it is the latest of all changes of the same subject. */
export interface WaitingChange {
  /** The subject of the change. */
  readonly about: string;
  readonly take: () => StoredEvent;
}

/** Publishes events to subscribers once every view has passed them: what a subscriber reads then is never older than the event. */
@Injectable()
export class Changes {
  constructor(private readonly views: Views) {}

  /**
   * The events that `wanted` accepts, from now on; of several waiting events of the same subject (by `about`) only the latest. Listening
   * begins before the first `next`.
   * @throws GraphQLError SUBSCRIPTION_TOO_SLOW if changes of too many different subjects are waiting
   */
  of(wanted: (event: StoredEvent) => boolean, about: (event: StoredEvent) => string): AsyncIterableIterator<WaitingChange> {
    const queue = new ChangeQueue(about);
    const stop = this.views.onApplied((events) => {
      for (const event of events) if (wanted(event)) queue.push(event);
    });
    queue.onEnd = stop;
    return queue;
  }
}

/** The changes that wait between the views and one subscription. */
class ChangeQueue implements AsyncIterableIterator<WaitingChange> {
  onEnd: () => void = () => undefined;
  private readonly waiting = new Map<string, StoredEvent>();
  private wake: () => void = () => undefined;
  private ended = false;
  private overrun = false;

  constructor(private readonly about: (event: StoredEvent) => string) {}

  push(event: StoredEvent): void {
    if (this.ended) return;
    const about = this.about(event);
    if (this.waiting.has(about) || this.waiting.size < LIMITS.waitingChanges) this.waiting.set(about, event);
    else this.overflow();
    this.wake();
  }

  async next(): Promise<IteratorResult<WaitingChange>> {
    for (;;) {
      for (const [about, event] of this.waiting) return { done: false, value: { about, take: () => this.take(about) ?? event } };
      if (this.overrun) {
        this.overrun = false;
        throw new GraphQLError('SUBSCRIPTION_TOO_SLOW', { extensions: { code: 'SUBSCRIPTION_TOO_SLOW' } });
      }
      if (this.ended) return { done: true, value: undefined };
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  return(): Promise<IteratorResult<WaitingChange>> {
    this.end();
    this.waiting.clear();
    this.wake();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private take(about: string): StoredEvent | undefined {
    const latest = this.waiting.get(about);
    this.waiting.delete(about);
    return latest;
  }

  /** Ends the queue: waiting changes can still be read; then the subscribers get the error. */
  private overflow(): void {
    this.overrun = true;
    this.end();
  }

  private end(): void {
    this.ended = true;
    this.onEnd();
  }
}
