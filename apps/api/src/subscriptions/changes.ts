import type { StoredEvent } from '#event-sourcing/event.js';
import { Views } from '#read-models/runner/views.js';
import { Injectable } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { LIMITS } from '../limits/limits.js';

/** Events once every view has passed them, for subscribers: what they read then is never older than what they hear. */
@Injectable()
export class Changes {
  constructor(private readonly views: Views) {}

  /**
   * The events that `wanted` picks, from now on. Listening begins before the first `next`.
   * @throws GraphQLError SUBSCRIPTION_TOO_SLOW when more wait than a subscriber may leave unread
   */
  of(wanted: (event: StoredEvent) => boolean): AsyncIterableIterator<StoredEvent> {
    const queue = new ChangeQueue();
    const stop = this.views.onApplied((events) => {
      for (const event of events) if (wanted(event)) queue.push(event);
    });
    queue.onEnd = stop;
    return queue;
  }
}

/** What waits between the views and one subscriber. */
class ChangeQueue implements AsyncIterableIterator<StoredEvent> {
  onEnd: () => void = () => undefined;
  private waiting: StoredEvent[] = [];
  private wake: () => void = () => undefined;
  private ended = false;
  private overrun = false;

  push(event: StoredEvent): void {
    if (this.ended) return;
    if (this.waiting.length < LIMITS.waitingChanges) this.waiting.push(event);
    else this.overflow();
    this.wake();
  }

  async next(): Promise<IteratorResult<StoredEvent>> {
    while (this.waiting.length === 0) {
      if (this.overrun) {
        this.overrun = false;
        throw new GraphQLError('SUBSCRIPTION_TOO_SLOW', { extensions: { code: 'SUBSCRIPTION_TOO_SLOW' } });
      }
      if (this.ended) return { done: true, value: undefined };
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return { done: false, value: this.waiting.shift()! };
  }

  return(): Promise<IteratorResult<StoredEvent>> {
    this.end();
    this.waiting = [];
    this.wake();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What came first is still read; then the subscriber hears why there is no more. */
  private overflow(): void {
    this.overrun = true;
    this.end();
  }

  private end(): void {
    this.ended = true;
    this.onEnd();
  }
}
