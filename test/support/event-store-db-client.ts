import { afterAll, beforeAll } from '@jest/globals';
import { EventStoreDBClient, jsonEvent, type JSONEventData, type ResolvedEvent } from '@eventstore/db-client';
import { StandInNode } from '../doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from './temporary-folder.js';

// Shared by specs that compare the stand-in with the known behaviour of the server, through the client alone. A real node can replace the
// stand-in.

/** A node and a client for the tests of a file. */
export function aNodeAndItsClient(): { readonly node: StandInNode; readonly client: EventStoreDBClient; readonly folder: string } {
  const { folder, remove } = temporaryFolder();
  const given = { folder } as { node: StandInNode; client: EventStoreDBClient; folder: string };
  beforeAll(async () => {
    given.node = await StandInNode.start({ folder });
    given.client = EventStoreDBClient.connectionString(given.node.url);
  });
  afterAll(async () => {
    await given.client.dispose();
    await given.node.kill();
    remove();
  });
  return given;
}

let streams = 0;
export const freshStream = (): string => `stream_${++streams}`;

export const aJsonEvent = (n = 0): JSONEventData => jsonEvent({ type: 'happened', data: { n } });
export const events = (count: number): JSONEventData[] => Array.from({ length: count }, (_, n) => aJsonEvent(n));

/** Options that make the client use Append; without them it uses BatchAppend. */
export const plain = { credentials: { username: 'nobody', password: 'nothing' } };

export async function all(read: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const found: ResolvedEvent[] = [];
  for await (const event of read) found.push(event);
  return found;
}

export const revisions = (read: readonly ResolvedEvent[]): number[] => read.map(({ event }) => Number(event!.revision));

/** The error of a promise. */
export const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((thrown: unknown) => thrown);
