import type { CheckpointStore } from '#event-sourcing/store/checkpoint-store.js';
import { CHECKPOINT_STORE } from '#event-sourcing/store/checkpoint-store.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { backoff } from '#async/retry.js';
import { CLOCK, type Clock } from '../clock.js';
import { CommandGateway } from '../commands/command-gateway.js';
import { DriftSaga, SAGA_RETRY_POLICY } from './drift-saga.js';
import { PROGRAM_VIEWS, type ProgramViews } from '../ports.js';
import { everyMinute, WeeklySchedule } from './weekly-schedule.js';
import { logged } from './failing.js';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

/**
 * The background processes that follow the log beside the views: the drift saga and the weekly schedule. In embedded mode the api runs
 * them, in clustered mode the active projector.
 */
@Injectable()
export class BackgroundProcesses implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly saga: DriftSaga;
  readonly schedule: WeeklySchedule;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(CHECKPOINT_STORE) checkpoints: CheckpointStore,
    @Inject(PROGRAM_VIEWS) views: ProgramViews,
    @Inject(CLOCK) now: Clock,
    gateway: CommandGateway,
  ) {
    this.saga = new DriftSaga({ store, checkpoints, gateway, backoff: backoff(SAGA_RETRY_POLICY), report: logged('drift-saga') });
    const report = logged('weekly-schedule');
    this.schedule = new WeeklySchedule({ views, gateway, now, ticker: everyMinute, report, clock: store.clock });
  }

  onApplicationBootstrap(): void {
    this.saga.start();
    this.schedule.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.schedule.stop(), this.saga.stop()]);
  }
}
