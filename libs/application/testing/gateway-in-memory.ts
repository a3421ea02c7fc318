import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import type { CommandOutcome, CommandRequest, Principal } from '../commands/command.js';
import { AGGREGATES } from '../commands/aggregates.js';
import { CommandGateway } from '../commands/command-gateway.js';
import { EvaluationInputs } from '../commands/evaluation-inputs.js';
import { writingTo } from '../commands/writing.js';
import { FoldedViews } from './folded-views.js';

export const administrator: Principal = { id: 'administrator', administrator: true };

/** The command gateway by itself: a store in memory, views folded from it, and a clock that the spec sets. */
export class GatewayInMemory {
  now = '2026-03-02T08:00:00.000Z';
  readonly views: FoldedViews;
  private readonly gateway: CommandGateway;

  constructor(readonly store: EventStore = new InMemoryEventStore()) {
    this.views = new FoldedViews(store);
    const writing = writingTo(store, () => this.now, new EvaluationInputs(this.views));
    const handlers = new Map<unknown, { execute(command: never): Promise<unknown> }>(
      AGGREGATES.map(({ command, handler: Handler }) => [command, new Handler(writing)]),
    );
    // A minimal bus that, like Nest's, routes by class.
    this.gateway = new CommandGateway({
      execute: (command: object) => handlers.get(command.constructor)!.execute(command as never) as never,
    });
  }

  execute(request: CommandRequest): Promise<CommandOutcome> {
    return this.gateway.execute(request);
  }

  /** Sends a command, by default as the administrator. */
  send(type: string, input: object, others: Partial<CommandRequest> = {}): Promise<CommandOutcome> {
    return this.execute({ type, input: input as CommandRequest['input'], principal: administrator, ...others });
  }

  async events(stream: string): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const page of this.store.read(stream)) events.push(...page);
    return events;
  }
}
