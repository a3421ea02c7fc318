import type { FairQueue, Rest } from '#async/fair-queue.js';
import { pause } from '#async/pause.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { ExecutionResult } from 'graphql';
import type { WaitingChange } from './changes.js';
import { Subscriber } from './subscriber.js';

/** The changes that an audience listens to, and how they are answered. */
export interface Programme {
  readonly changes: AsyncIterator<WaitingChange>;
  /** Undefined: the asker may not see the program of the change, and nothing is told. */
  readonly answerTo: (change: StoredEvent) => Promise<ExecutionResult | undefined>;
  /** The person in whose name the answers are queued. */
  readonly asker: string;
  /** Aborted when the last subscriber has left. */
  readonly gone: AbortController;
}

/**
 * The pause after an answer, as a multiple of the time it took: the answers to one question take a tenth of the time, so slow ones come
 * less often.
 */
const REST = 9;
/**
 * The longest pause. An answer that waited for an unavailable database took long without work, and its audience should still hear of the
 * next change soon.
 */
const LONGEST_REST_MS = 5_000;

/** The pause after an answer, in milliseconds. @param tookMs how long the answer took */
export const restAfter = (tookMs: number): number => Math.min(REST * tookMs, LONGEST_REST_MS);

export const restLonger =
  (signal: AbortSignal): Rest =>
  (tookMs) =>
    pause(restAfter(tookMs), signal);

/**
 * All subscribers of the same question with the same rights. Each change is answered once for all of them, as long as somebody wants the
 * answer; of several changes that come meanwhile, only the latest is answered.
 */
export class Audience {
  private readonly subscribers = new Set<Subscriber>();
  private isServed = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly programme: Programme,
    private readonly turns: FairQueue,
    private readonly onEnd: () => void,
    private readonly rest: Rest = restLonger(programme.gone.signal),
  ) {}

  get isOver(): boolean {
    return this.programme.gone.signal.aborted;
  }

  /** Adds a subscriber. @param asker the person in whose name the answers are queued */
  join(asker: string): Subscriber {
    const subscriber = new Subscriber({ hungry: () => this.wake(), left: (one) => this.leave(one) }, this.turns, asker);
    this.subscribers.add(subscriber);
    if (!this.isServed) void this.serve();
    return subscriber;
  }

  private leave(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    if (this.subscribers.size === 0) this.end();
  }

  private async serve(): Promise<void> {
    this.isServed = true;
    const { changes } = this.programme;
    try {
      for (;;) {
        await this.someoneHungry();
        const change = await changes.next();
        if (change.done || this.isOver) break;
        await this.rest(await this.tell(change.value));
      }
      this.endAll();
    } catch (error) {
      this.endAll(error as Error);
    }
  }

  /** Answers a change for all subscribers. @returns how many milliseconds the answer took */
  private async tell({ about, take }: WaitingChange): Promise<number> {
    const { asker, gone, answerTo } = this.programme;
    let tookMs = 0;
    let present: readonly Subscriber[] = [];
    const answer = await this.turns.run(
      asker,
      async () => {
        // Subscribers who join later must not get answers to earlier changes.
        present = [...this.subscribers];
        const startedAt = performance.now();
        const answered = await answerTo(take());
        tookMs = performance.now() - startedAt;
        return answered;
      },
      gone.signal,
    );
    if (answer) for (const subscriber of present) subscriber.give(about, answer);
    return tookMs;
  }

  private async someoneHungry(): Promise<void> {
    while (!this.isOver && ![...this.subscribers].some(({ isHungry }) => isHungry))
      await new Promise<void>((resolve) => (this.wake = resolve));
  }

  private endAll(failure?: Error): void {
    for (const subscriber of this.subscribers) subscriber.end(failure);
    this.end();
  }

  private end(): void {
    if (this.isOver) return;
    this.programme.gone.abort();
    void this.programme.changes.return?.();
    this.onEnd();
    this.wake();
  }
}
