import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AGGREGATES } from './aggregates.js';
import type { CommandOutcome, CommandRequest } from './command.js';

const busCommands = new Map(AGGREGATES.flatMap(({ types, command }) => types.map((type) => [type, command])));

/** The one way in: users, sagas, the schedule and imports alike. */
@Injectable()
export class CommandGateway {
  constructor(@Inject(CommandBus) private readonly bus: Pick<CommandBus, 'execute'>) {}

  /**
   * Performs a command, once for its commandId, and answers with the receipt or the refusal.
   * @throws EventStoreError where the store fails: sent again with its commandId, the command is still done once
   * @throws Error for a type that no aggregate has
   */
  async execute(request: CommandRequest): Promise<CommandOutcome> {
    const BusCommand = busCommands.get(request.type);
    if (!BusCommand) throw new Error(`No aggregate has a command ${request.type}.`);
    return this.bus.execute(new BusCommand(request));
  }
}
