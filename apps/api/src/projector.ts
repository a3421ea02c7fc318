import type { CheckpointStore } from '#event-sourcing/checkpoint-store.js';
import { CHECKPOINT_STORE } from '#event-sourcing/checkpoint-store.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/event-store.js';
import { exponentialBackoff } from '#application/backoff.js';
import { CLOCK, type Clock } from '#application/clock.js';
import { CommandDoor } from '#application/door.js';
import { DriftSaga } from '#application/drift-saga.js';
import { PROGRAM_VIEWS, type ProgramViews } from '#application/ports.js';
import { everyMinute, WeeklySchedule } from '#application/weekly-schedule.js';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

/** What follows the log beside the views: the drift saga and the weekly schedule. In embedded mode the api hosts it. */
@Injectable()
export class Projector implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly saga: DriftSaga;
  readonly schedule: WeeklySchedule;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(CHECKPOINT_STORE) checkpoints: CheckpointStore,
    @Inject(PROGRAM_VIEWS) views: ProgramViews,
    @Inject(CLOCK) now: Clock,
    door: CommandDoor,
  ) {
    this.saga = new DriftSaga({ store, checkpoints, door, backoff: exponentialBackoff });
    this.schedule = new WeeklySchedule({ views, door, now, ticker: everyMinute });
  }

  onApplicationBootstrap(): void {
    this.saga.start();
    this.schedule.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.schedule.stop(), this.saga.stop()]);
  }
}
