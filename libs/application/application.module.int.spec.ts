import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EVENT_STORE } from '#event-sourcing/store/event-store.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { ApplicationModule } from './application.module.js';
import type { CommandOutcome, CommandRequest } from './commands/command.js';
import { CommandGateway } from './commands/command-gateway.js';
import { PROGRAM_VIEWS } from './ports.js';
import { administrator } from './testing/gateway-in-memory.js';
import { FoldedViews } from './testing/folded-views.js';

const store = new InMemoryEventStore();

@Global()
@Module({
  providers: [
    { provide: EVENT_STORE, useValue: store },
    { provide: PROGRAM_VIEWS, useValue: new FoldedViews(store) },
  ],
  exports: [EVENT_STORE, PROGRAM_VIEWS],
})
class Adapters {}

const nowhere = '00000000-0000-4000-8000-000000000000';

describe('the application module', () => {
  it('performs the commands of every aggregate over the bus of Nest', async () => {
    const app = await NestFactory.createApplicationContext(ApplicationModule.over(Adapters), { logger: false });
    const send = (type: string, input: CommandRequest['input']): Promise<CommandOutcome> =>
      app.get(CommandGateway).execute({ type, input, principal: administrator });

    const charter = { name: 'Program', sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2027-12-31' };
    const chartered = await send('CharterProgram', charter);
    const programId = 'input' in chartered ? (chartered.input['id'] as string) : '';
    const outcomes = [
      chartered,
      await send('LaunchInitiative', { programId, pillar: 'CULTURE', title: 'Coaching' }),
      await send('EvaluateBalance', { programId, on: '2999-01-01' }),
      await send('AcknowledgeDrift', { programId, episodeId: nowhere, note: 'Seen' }),
    ];
    expect(outcomes).toMatchObject([
      { receipt: { stream: `program-${programId}` } },
      { receipt: { stream: expect.stringMatching(/^initiative-/) } },
      { refusal: { field: ['on'] } },
      { refusal: { code: 'EPISODE_NOT_FOUND' } },
    ]);
    await expect(send('Unheard', {})).rejects.toThrow('No aggregate has a command Unheard.');
    await app.close();
  });
});
