import { Readable } from 'node:stream';
import { someMetadata } from '#testing/event-sourcing/an-event.js';
import { Connection } from '../client/connection.js';
import { parseConnectionString } from '../client/connection-string.js';
import type { Deadlines } from '../client/deadlines.js';

interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** A message of the scripted server: an event by its number, or another kind of message. */
type Told = number | 'confirmation' | 'caughtUp' | 'fellBehind' | { readonly checkpoint: number } | Error;

/** The position of the event with that number. */
export const at = (n: number): Position => ({ commit: BigInt(n), prepare: BigInt(n) });

/** Stands in for the client's end of a subscription: sends the script's messages as long as its buffer has room. */
class ScriptedWire extends Readable {
  #hasRoom = false;

  constructor(
    private readonly script: Told[],
    private readonly checkpointReached: (wire: unknown, position: Position) => void,
    private readonly onLeft: () => Promise<void>,
  ) {
    super({ objectMode: true, highWaterMark: 500 });
  }

  override _read(): void {
    this.#hasRoom = true;
    while (this.#hasRoom && this.script.length > 0) {
      const told = this.script.shift()!;
      if (typeof told === 'number') this.#hasRoom = this.push(eventAt(told));
      else if (typeof told === 'string') this.emit(told);
      else if (told instanceof Error) this.emit('error', told);
      else this.checkpointReached(this, at(told.checkpoint));
    }
  }

  tell(...told: Told[]): void {
    this.script.push(...told);
    if (this.#hasRoom) this._read();
  }

  unsubscribe = (): Promise<void> => this.onLeft();
}

const metadata = someMetadata();

const eventAt = (n: number): object => ({
  event: { id: String(n), streamId: 'ours_s', revision: BigInt(n), type: 'T', isJson: true, data: { n }, metadata, position: at(n) },
});

interface Scripted {
  readonly connection: Connection;
  /** The positions at which subscriptions were asked to begin. */
  readonly from: unknown[];
  readonly tell: (...told: Told[]) => void;
  /** The number of the last event of the log; undefined: the log is empty. */
  head: number | undefined;
  /** Called when a subscription is ended on the server. */
  onLeft: () => Promise<void>;
}

/** A connection whose subscriptions follow the scripts, one script each. */
export function scripted(deadlines: Deadlines, ...scripts: Told[][]): Scripted {
  const connection = new Connection(parseConnectionString('esdb://127.0.0.1:1?tls=false'), deadlines);
  const from: unknown[] = [];
  let wire: ScriptedWire;
  connection.client.subscribeToAll = (({ fromPosition, filter }: { fromPosition: unknown; filter: { checkpointReached: () => void } }) => {
    from.push(fromPosition);
    return (wire = new ScriptedWire(scripts.shift()!, filter.checkpointReached, () => scripted.onLeft()));
  }) as never;
  const scripted: Scripted = { connection, from, tell: (...told) => wire.tell(...told), head: 1_000_000, onLeft: () => Promise.resolve() };
  connection.client.readAll = () =>
    Object.assign(Readable.from(scripted.head === undefined ? [] : [eventAt(scripted.head)]), {
      cancel: () => Promise.resolve(),
    });
  return scripted;
}
