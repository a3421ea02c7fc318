import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EVENT_STORE } from '#event-sourcing/event-store.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { ApplicationModule } from './application.module.js';
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

describe('the application module', () => {
  it('performs a command that went over the bus of Nest', async () => {
    const app = await NestFactory.createApplicationContext(ApplicationModule.over(Adapters), { logger: false });
    const outcome = await app.get(CommandGateway).execute({
      type: 'CharterProgram',
      input: { name: 'Program', sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2027-12-31' },
      principal: administrator,
    });
    expect(outcome).toMatchObject({ receipt: { position: expect.any(String) } });
    await app.close();
  });
});
