import { EventStoreDBClient, UnavailableError } from '@eventstore/db-client';
import { EventStoreError } from '#event-sourcing/store/event-store.js';

/** The part of a grpc-js channel that is used here. */
export interface Channel {
  close(): void;
  getConnectivityState(connect: boolean): number;
}

/** The client, pinned to one version, with the private members that are used here. */
export type Client = Pick<EventStoreDBClient, 'appendToStream' | 'readStream' | 'readAll' | 'subscribeToAll'> & {
  /** Finds the cluster and opens a channel. It has no deadline of its own. */
  getChannel: () => Promise<Channel>;
  /** Makes the client look for the leader again, if this channel is the one in use. */
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
 * A client whose channels are watched. It never closes its last channel, keeps a channel whose calls merely time out, and leaves reads and
 * subscriptions on a channel that it has abandoned.
 * @param url without credentials
 * @throws EventStoreError STORE_UNAVAILABLE if the connection string or a file that it names is invalid
 */
export function clientFor(url: string, { onOpened, onLeft }: Watch): Client {
  const client = connected(url) as unknown as Client & Inside;
  const { createChannel, handleError } = client;
  // Hides the server feature BatchAppend from the client: it has no deadline, mixes the answers of all clients of the process, and throws
  // when an answer comes twice.
  client.supports = () => Promise.resolve(false);
  // The client does not await this promise, and it rejects when the cluster cannot be found: an unhandled rejection would end the process.
  client.handleError = (grpc, error) => handleError(grpc, error).catch(() => undefined);
  client.abandon = (channel) => void client.handleError({ getChannel: () => channel }, new UnavailableError());
  client.createChannel = async () => {
    const channel = await createChannel();
    // The client closes a broken channel while calls on it are about to start; such a call would throw where nobody can catch it. Let those
    // calls start first.
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
