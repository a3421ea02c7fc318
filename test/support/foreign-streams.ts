import { binaryEvent, jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';

/** Writes what other applications do on the same cluster: streams, links, binary events, metadata, deletions. */
export async function otherPeoplesEvents(client: EventStoreDBClient, round: string): Promise<void> {
  const order = `order-${round}`;
  await client.appendToStream(order, [
    jsonEvent({ type: 'OrderPlaced', data: { round } }),
    binaryEvent({ type: 'Scanned', data: Buffer.from([1, 2, 3]) }),
  ]);
  await client.appendToStream(`links-${round}`, binaryEvent({ type: '$>', data: Buffer.from(`0@${order}`) }));
  await client.setStreamMetadata(order, { maxCount: 1 });
  await client.appendToStream(`gone-${round}`, jsonEvent({ type: 'Temporary', data: {} }));
  await client.deleteStream(`gone-${round}`);
  await client.tombstoneStream(`gone-${round}`);
}
