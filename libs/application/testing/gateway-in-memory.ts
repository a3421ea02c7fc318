import type { EventStore } from '#event-sourcing/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import type { CommandOutcome, CommandRequest, Principal } from '../commands/command.js';
import { PerformCommand, PerformCommandHandler } from '../commands/command-gateway.js';
import { EvaluationInputs } from '../commands/evaluation-inputs.js';
import { FoldedViews } from './folded-views.js';

export const administrator: Principal = { id: 'administrator', administrator: true };

/** The door with nothing around it: a store in memory, views folded from it, and a clock that stands where it is put. */
export class GatewayInMemory {
  now = '2026-03-02T08:00:00.000Z';
  readonly views: FoldedViews;
  private readonly handler: PerformCommandHandler;

  constructor(readonly store: EventStore = new InMemoryEventStore()) {
    this.views = new FoldedViews(store);
    this.handler = new PerformCommandHandler(store, () => this.now, new EvaluationInputs(this.views));
  }

  execute(request: CommandRequest): Promise<CommandOutcome> {
    return this.handler.execute(new PerformCommand(request));
  }

  /** A command of the administrator, unless said otherwise. */
  send(type: string, input: object, others: Partial<CommandRequest> = {}): Promise<CommandOutcome> {
    return this.execute({ type, input: input as CommandRequest['input'], principal: administrator, ...others });
  }

  async events(stream: string): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const page of this.store.read(stream)) events.push(...page);
    return events;
  }
}
