import { Inject, type Type } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Command as DomainCommand } from '#event-sourcing/decider.js';
import type { Fact } from '#event-sourcing/event.js';
import type { Aggregate } from './aggregate.js';
import type { CommandOutcome, CommandRequest } from './command.js';
import { performerOf, type Perform, type Writing } from './perform.js';

/** Nest's token of what the handlers share. */
export const WRITING = Symbol('WRITING');

/** What Nest's CommandBus routes: every aggregate has a class of its own. */
export abstract class BusCommand extends Command<CommandOutcome> {
  constructor(readonly request: CommandRequest) {
    super();
  }
}

/** An aggregate as the bus knows it. */
export interface AggregateOnBus {
  /** The types of its commands. */
  readonly types: readonly string[];
  /** Carries its commands, which stay plain unions. */
  readonly command: new (request: CommandRequest) => BusCommand;
  /** Performs them. */
  readonly handler: Type<ICommandHandler<BusCommand, CommandOutcome>>;
}

/** Makes the bus command of an aggregate and the handler that the bus routes it to. */
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

  return { types: aggregate.commands, command: AggregateCommand, handler: AggregateHandler };
}
