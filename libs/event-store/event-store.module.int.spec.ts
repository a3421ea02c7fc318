import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_STORE, type EventStore } from '#event-sourcing/event-store.js';
import { anEvent } from '#event-sourcing/testing/contract/sample-events.js';
import { EventStoreModule } from './event-store.module.js';
import { openEmbeddedEventStore } from './embedded/embedded-event-store.js';

const started = (configuration: Record<string, string>) => {
  @Module({
    imports: [
      ConfigModule.forRoot({ ignoreEnvFile: true, ignoreEnvVars: true, load: [() => configuration], isGlobal: true }),
      EventStoreModule,
    ],
  })
  class Program {}
  return NestFactory.createApplicationContext(Program, { logger: false, abortOnError: false });
};

describe('EventStoreModule', () => {
  it('gives the embedded store of EVENKEEL_DATA, and closes it and frees the folder when the program ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-'));
    const program = await started({ EVENKEEL_DATA: folder });
    const store = program.get<EventStore>(EVENT_STORE);
    await store.append('program-1', [anEvent()], { expectedRevision: 'none' });
    expect(() => openEmbeddedEventStore(folder)).toThrow(/in use/);
    await program.close();
    await expect(store.append('program-1', [anEvent()], { expectedRevision: 'any' })).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    await openEmbeddedEventStore(folder).close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('refuses EVENTSTORE_URL as long as there is no clustered store, rather than write elsewhere', async () => {
    await expect(started({ EVENTSTORE_URL: 'esdb://localhost:2113', EVENKEEL_DATA: '/nowhere' })).rejects.toThrow(/EVENTSTORE_URL is set/);
  });
});
