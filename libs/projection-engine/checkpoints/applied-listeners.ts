import { Logger } from '@nestjs/common';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { AppliedListener } from '../daemon/views.js';

/** Those who want to hear of applied events. One that throws is logged, and keeps neither the others nor the views waiting. */
export class AppliedListeners {
  readonly #listeners = new Set<AppliedListener>();
  readonly #log = new Logger('views');

  get size(): number {
    return this.#listeners.size;
  }

  /** @returns what ends the listening */
  add(listener: AppliedListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(events: readonly StoredEvent[]): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(events);
      } catch (error) {
        this.#log.error({ err: error }, 'a listener of applied events failed');
      }
    }
  }
}
