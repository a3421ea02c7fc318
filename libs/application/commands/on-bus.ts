import { Inject, type Type } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Command as DomainCommand } from '#event-sourcing/commands/decider.js';
import type { Fact } from '#event-sourcing/event.js';
import type { Aggregate } from './aggregate.js';
import type { CommandOutcome, CommandRequest } from './command.js';
import { performerOf, type Perform, type Writing } from './perform.js';

/** The injection token for what the handlers share. */
export const WRITING = Symbol('WRITING');

/** A command on Nest's CommandBus, which routes by class: every aggregate has a subclass of its own. */
export abstract class BusCommand extends Command<CommandOutcome> {
  constructor(readonly request: CommandRequest) {
    super();
  }
}

/** An aggregate with the classes that the bus needs. */
export interface AggregateOnBus {
  /** The types of the aggregate's commands. */
  readonly types: readonly string[];
  /** The types of the aggregate's events. */
  readonly events: readonly string[];
  /** The class that carries the aggregate's commands, which stay plain unions. */
  readonly command: new (request: CommandRequest) => BusCommand;
  /** The class that handles the aggregate's commands. */
  readonly handler: Type<ICommandHandler<BusCommand, CommandOutcome>>;
}

/** Makes the bus command class of an aggregate and the handler that the bus routes it to. */
export function onBus<C extends DomainCommand, State, F extends Fact>(aggregate: Aggregate<C, State, F>): AggregateOnBus {
  class AggregateCommand extends BusCommand {}

  @CommandHandler(AggregateCommand)
  class AggregateHandler implements ICommandHandler<AggregateCommand, CommandOutcome> {
    private readonly perform: Perform;

    constructor(@Inject(WRITING) writing: Writing) {
      this.perform = performerOf(aggregate, writing);
    }

    execute({ request }: AggregateCommand): Promise<CommandOutcome> {
      return this.perform(request);
    }
  }

  return { types: aggregate.commands, events: aggregate.events, command: AggregateCommand, handler: AggregateHandler };
}
