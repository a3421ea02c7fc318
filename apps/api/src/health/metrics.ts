import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { Views } from '#projection-engine/daemon/views.js';
import { BackgroundProcesses } from '#application/processes/background-processes.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { answeredErrorsTotal } from './error-log.js';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The metrics of the process in Prometheus's text format. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  constructor(views: Views, @Inject(EVENT_STORE) events: EventStore, @Optional() background?: BackgroundProcesses) {
    collectDefaultMetrics({ register: this.registry });
    this.registry.registerMetric(answeredErrorsTotal);
    new Gauge({
      name: 'evenkeel_projection_behind_events',
      help: 'Events that a projection has not passed.',
      labelNames: ['projection'],
      registers: [this.registry],
      collect() {
        for (const { name, behind } of views.status()) this.set({ projection: name }, behind);
      },
    });
    new Gauge({
      name: 'evenkeel_projection_stopped',
      help: '1 where a projection has stopped on an event.',
      labelNames: ['projection'],
      registers: [this.registry],
      collect() {
        for (const { name, state } of views.status()) this.set({ projection: name }, state === 'STOPPED' ? 1 : 0);
      },
    });
    new Gauge({
      name: 'evenkeel_events_passed_over',
      help: 'Events under EVENTSTORE_PREFIX that this process has met and that others wrote.',
      registers: [this.registry],
      collect() {
        this.set(events.passedOver ?? 0);
      },
    });
    if (background) this.watchBackground({ schedule: background.schedule, saga: background.saga });
  }

  /** Measures every request, by route and status. */
  watch(server: FastifyInstance): void {
    const durations = new Histogram({
      name: 'evenkeel_http_request_duration_seconds',
      help: 'How long requests take.',
      labelNames: ['method', 'route', 'status'],
      registers: [this.registry],
    });
    server.addHook('onResponse', async (request, reply) => {
      const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
      durations.observe(labels, reply.elapsedTime / 1_000);
      await Promise.resolve();
    });
  }

  /** Counts the programs for which a background process fails, and its failures. */
  private watchBackground(processes: Readonly<Record<string, { readonly failingPrograms: number; readonly failures: number }>>): void {
    const gauge = (name: string, help: string, of: 'failingPrograms' | 'failures'): void => {
      new Gauge({
        name,
        help,
        labelNames: ['process'],
        registers: [this.registry],
        collect() {
          for (const [process, counts] of Object.entries(processes)) this.set({ process }, counts[of]);
        },
      });
    };
    gauge(
      'evenkeel_failing_programs',
      'Programs that a background process failed at when it last tried; the others go on.',
      'failingPrograms',
    );
    gauge('evenkeel_program_failures', 'How often a background process has failed at a program since the start.', 'failures');
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
