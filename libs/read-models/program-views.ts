import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { LocalDate } from '#domain/calendar.js';
import type { EvaluatedProgram } from './evaluations/evaluations.js';
import type { Readings } from './readings.js';
import type { ProjectionName } from './registry.js';
import type { Views } from '#projection-engine/daemon/views.js';

const ASKED: readonly ProjectionName[] = ['programs', 'initiatives', 'evaluations'];

/** What the write side reads from the views: implements the application's port of the same name. */
export class ReadModelProgramViews {
  constructor(
    private readonly readings: Readings,
    private readonly views: Pick<Views, 'waitFor'>,
    private readonly store: Pick<EventStore, 'readAll'>,
  ) {}

  /** Waits until the views have passed everything that the store holds now. @returns false: timeout, or a view has stopped */
  async waitForHead(timeoutMs: number): Promise<boolean> {
    for await (const events of this.store.readAll({ direction: 'backwards', limit: 1 })) {
      const head = events[0];
      if (head) return (await this.views.waitFor(head.position, ASKED, timeoutMs)) === 'passed';
    }
    return true;
  }

  initiativesOf(programId: string): Promise<readonly InitiativeState[]> {
    return this.readings.live.initiatives.ofProgram(programId);
  }

  /** The active programs that were last evaluated before this date, or never, with their last evaluations. */
  evaluatedBefore(on: LocalDate): Promise<readonly EvaluatedProgram[]> {
    return this.readings.live.evaluations.programsBefore(on);
  }
}
