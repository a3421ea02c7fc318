import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { collect } from '#testing/event-sourcing/contract/observe.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { standInNode } from '#testing/stand-in-subject.js';
import { EventStoreModule } from './event-store.module.js';
import { openEventStoreDb } from './eventstoredb/eventstoredb-event-store.js';
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

  it('gives the store of EVENTSTORE_URL, its streams under EVENTSTORE_PREFIX, and closes it when the program ends', async () => {
    const { node, end } = await standInNode();
    const program = await started({ EVENTSTORE_URL: node.url, EVENTSTORE_PREFIX: 'ours_', EVENKEEL_DATA: '/nowhere' });
    const store = program.get<EventStore>(EVENT_STORE);
    await store.append('program-1', [anEvent()], { expectedRevision: 'none' });
    const same = openEventStoreDb({ url: node.url, prefix: 'ours_' });
    expect(await collect(same.read('program-1'))).toHaveLength(1);
    await same.close();
    await program.close();
    await expect(store.append('program-1', [anEvent()], { expectedRevision: 'any' })).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    await end();
  });

  it('refuses an EVENTSTORE_URL that is none, and never repeats it', async () => {
    await expect(started({ EVENTSTORE_URL: 'http://admin:secret@localhost' })).rejects.toThrow(/^(?!.*secret).*EVENTSTORE_URL/);
  });
});
