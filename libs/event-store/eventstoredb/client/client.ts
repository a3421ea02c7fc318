import { EventStoreDBClient, UnavailableError } from '@eventstore/db-client';
import { EventStoreError } from '#event-sourcing/event-store.js';

/** What is needed of a channel of grpc-js. */
export interface Channel {
  close(): void;
  getConnectivityState(connect: boolean): number;
}

/** The client, which is pinned to one version, with what is needed of its inside. */
export type Client = Pick<EventStoreDBClient, 'appendToStream' | 'readStream' | 'readAll' | 'subscribeToAll'> & {
  /** Finds the cluster, which has no deadline. */
  getChannel: () => Promise<Channel>;
  /** Has the client look for the leader anew, if the channel is the one in use. */
  abandon: (channel: Channel) => void;
};

interface Inside {
  supports: () => Promise<boolean>;
  createChannel: () => Promise<Channel>;
  handleError: (client: { readonly getChannel: () => Channel }, error: unknown) => Promise<void>;
}

interface Watch {
  readonly onOpened: (channel: Channel) => void;
  readonly onLeft: () => void;
}

/**
 * A client whose channels are watched: it never closes its last one, keeps one whose calls only run out of time, and leaves reads
 * and subscriptions on one that it has turned from.
 * @param url without credentials
 * @throws EventStoreError STORE_UNAVAILABLE where the string or a file that it names is of no use
 */
export function clientFor(url: string, { onOpened, onLeft }: Watch): Client {
  const client = connected(url) as unknown as Client & Inside;
  const { createChannel, handleError } = client;
  // What a server is to know before an append is BatchAppend: it has no deadline, shares its answers between all clients of the
  // process and throws on an answer that comes twice.
  client.supports = () => Promise.resolve(false);
  // It is not waited for, and fails with the search for a cluster that is gone: a rejection that nobody hears ends the process.
  client.handleError = (grpc, error) => handleError(grpc, error).catch(() => undefined);
  client.abandon = (channel) => void client.handleError({ getChannel: () => channel }, new UnavailableError());
  client.createChannel = async () => {
    const channel = await createChannel();
    // It closes a broken one under calls that are just about to be made, which would throw where nobody can catch it: those first.
    const close = channel.close.bind(channel);
    channel.close = () => {
      setImmediate(close);
      onLeft();
    };
    onOpened(channel);
    return channel;
  };
  return client;
}

function connected(url: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch (error) {
    throw new EventStoreError('STORE_UNAVAILABLE', `EVENTSTORE_URL cannot be used: ${(error as Error).message}`);
  }
}
