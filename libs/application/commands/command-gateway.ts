import { Inject, Injectable } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, type EventStore } from '#event-sourcing/event-store.js';
import { Folds } from '#event-sourcing/folds.js';
import type { WriteSide } from '#event-sourcing/handle.js';
import { KeyedMutex } from '#async/keyed-mutex.js';
import { noInitiative, type Initiative } from '#domain/initiative/state.js';
import { drift, evaluations, initiatives, initiativeStream, programs } from './aggregates.js';
import { CLOCK, type Clock } from '../clock.js';
import type { CommandOutcome, CommandRequest } from './command.js';
import { EvaluationInputs } from './evaluation-inputs.js';
import { performersOf, type Perform } from './perform.js';

/** Every domain command travels the bus in this envelope: what it is and who sends it. */
export class PerformCommand extends Command<CommandOutcome> {
  constructor(readonly request: CommandRequest) {
    super();
  }
}

/** The one way in: users, sagas, the schedule and imports alike. */
@Injectable()
export class CommandGateway {
  constructor(private readonly bus: CommandBus) {}

  /**
   * Performs a command, once for its commandId, and answers with the receipt or the refusal.
   * @throws EventStoreError where the store fails: sent again with its commandId, the command is still done once
   * @throws Error for a type that no aggregate has
   */
  execute(request: CommandRequest): Promise<CommandOutcome> {
    return this.bus.execute(new PerformCommand(request));
  }
}

@CommandHandler(PerformCommand)
export class PerformCommandHandler implements ICommandHandler<PerformCommand> {
  private readonly performers: ReadonlyMap<string, Perform>;

  constructor(@Inject(EVENT_STORE) store: EventStore, @Inject(CLOCK) now: Clock, evaluationInputs: EvaluationInputs) {
    const write: WriteSide = { store, folds: new Folds(store), turns: new KeyedMutex(), now };
    const around = {
      evaluations: evaluationInputs,
      initiative: async (id: string): Promise<Initiative> =>
        (await write.folds.fresh(initiativeStream(id), initiatives.decider)).state ?? noInitiative,
    };
    this.performers = new Map([
      ...performersOf(programs, write, around),
      ...performersOf(initiatives, write, around),
      ...performersOf(evaluations, write, around),
      ...performersOf(drift, write, around),
    ]);
  }

  async execute({ request }: PerformCommand): Promise<CommandOutcome> {
    const perform = this.performers.get(request.type);
    if (!perform) throw new Error(`No aggregate has a command ${request.type}.`);
    return perform(request);
  }
}
