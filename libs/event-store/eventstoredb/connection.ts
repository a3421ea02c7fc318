import { setMaxListeners } from 'node:events';
import { closedError } from '../closed.js';
import { clientFor, type Channel, type Client } from './client.js';
import type { ConnectionString, Credentials } from './connection-string.js';
import type { Patience } from './patience.js';

/** What every call is made with. */
interface CallOptions {
  readonly credentials?: Credentials;
  readonly requiresLeader: true;
}

/** A call that stays open. */
interface OpenCall {
  readonly end: () => Promise<void>;
  /** Told when the client has turned to another node. */
  readonly onTurn: (() => void) | undefined;
}

/** Dropped by the client where there is no TLS; what they do is make it use Append. */
const nobody: Credentials = { username: 'nobody', password: 'nothing' };

/** The client and what its calls share. */
export class Connection {
  readonly client: Client;
  readonly call: CallOptions;
  readonly #open = new Set<OpenCall>();
  readonly #closing = new AbortController();
  readonly #ending = new AbortController();
  #closed: Promise<void> | undefined;
  #channel: Channel | undefined;

  /** @throws EventStoreError STORE_UNAVAILABLE where the string or a file that it names is of no use */
  constructor(
    { url, credentials, tls }: ConnectionString,
    readonly patience: Patience,
  ) {
    this.client = clientFor(url, {
      onOpened: (channel) => {
        if (this.ended.aborted) throw closedError();
        this.#channel = channel;
      },
      onLeft: () => this.#open.forEach(({ onTurn }) => onTurn?.()),
    });
    // BatchAppend has no deadline, shares its answers between all clients of the process and throws on an answer that comes
    // twice. A call with credentials of its own is an Append; where a certificate says who we are, there are none to give.
    const given = credentials ?? (tls ? undefined : nobody);
    if (given === undefined) this.client.supports = () => Promise.resolve(false);
    this.call = given === undefined ? { requiresLeader: true } : { requiresLeader: true, credentials: unseen(given) };
    // Every open read and every pause listens.
    setMaxListeners(0, this.closed, this.ended);
  }

  /** Given when the store is closed. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** Given when the appends that were under way then have been answered too. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }

  /** The one in use, once there is one. */
  get channel(): Channel | undefined {
    return this.#channel;
  }

  /** Has the client turn from a channel that does not answer; where it has done so already, nothing happens. */
  abandon(channel: Channel | undefined): void {
    if (channel !== undefined) this.client.abandon(channel);
  }

  /** @throws EventStoreError STORE_CLOSED */
  assertOpen(): void {
    if (this.closed.aborted) throw closedError();
  }

  get held(): number {
    return this.#open.size;
  }

  /** @returns what ends the call, once */
  hold(call: OpenCall): () => Promise<void> {
    this.#open.add(call);
    return async () => {
      if (this.#open.delete(call)) await call.end();
    };
  }

  /** @param settled waited for before the channel is closed */
  close(settled: () => Promise<unknown>): Promise<void> {
    return (this.#closed ??= this.#close(settled));
  }

  async #close(settled: () => Promise<unknown>): Promise<void> {
    this.#closing.abort();
    await settled();
    this.#ending.abort();
    await Promise.allSettled([...this.#open].map(({ end }) => end()));
    await this.client.dispose();
    this.#channel?.close();
  }
}

/** The client logs the options of a call, where it is told to: these it can read and not show. */
const unseen = ({ username, password }: Credentials): Credentials =>
  Object.defineProperties({} as Credentials, { username: { value: username }, password: { value: password } });
