import { Logger } from '@nestjs/common';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { AppliedListener } from '../daemon/views.js';

/** The listeners for applied events. A listener that throws is logged; neither the other listeners nor the views wait for it. */
export class AppliedListeners {
  readonly #listeners = new Set<AppliedListener>();
  readonly #log = new Logger('views');

  get size(): number {
    return this.#listeners.size;
  }

  /** Adds a listener. @returns a function that removes it */
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
