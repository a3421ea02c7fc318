import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AGGREGATES } from './aggregates.js';
import type { CommandOutcome, CommandRequest } from './command.js';

const busCommands = new Map(AGGREGATES.flatMap(({ types, command }) => types.map((type) => [type, command])));

/** The only way in for commands: from users, sagas, the schedule and imports. */
@Injectable()
export class CommandGateway {
  constructor(@Inject(CommandBus) private readonly bus: Pick<CommandBus, 'execute'>) {}

  /**
   * Executes a command, once per commandId, and returns the receipt or the refusal.
   * @throws EventStoreError if the store fails; a retry with the same commandId executes the command at most once
   * @throws Error for a command type that no aggregate has
   */
  async execute(request: CommandRequest): Promise<CommandOutcome> {
    const BusCommand = busCommands.get(request.type);
    if (!BusCommand) throw new Error(`No aggregate has a command ${request.type}.`);
    return this.bus.execute(new BusCommand(request));
  }
}
