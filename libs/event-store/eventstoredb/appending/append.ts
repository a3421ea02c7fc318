import {
  jsonEvent,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type AppendResult as WireResult,
  type EventData,
  type JSONType,
} from '@eventstore/db-client';
import { within } from '#async/within.js';
import { assertAppendSize, type WeighedEvent } from '#event-sourcing/append-size.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { NewEvent, Position } from '#event-sourcing/event.js';
import type { AppendResult, ExpectedRevision } from '#event-sourcing/event-store.js';
import { Attempts } from '../client/attempts.js';
import type { Connection } from '../client/connection.js';
import { noAnswer } from '../client/call-failure.js';
import { positionOf } from '../reading/position.js';
import { findRepeat, positionOfRevision } from './repeats.js';

/** Appends to the streams of one cluster; `stream` is always the full name, prefix included. */
export class Appender {
  /** The greatest position that this process has been given for an append. */
  #greatest: Position | undefined;

  constructor(private readonly connection: Connection) {}

  /**
   * Tries again with the same ids at the same revision when the outcome is unknown, so that the events are stored once.
   * @throws EventStoreError EVENT_TOO_LARGE; STORE_UNAVAILABLE, retryable, when the cluster does not answer in time; TypeError for
   * what JSON cannot hold
   */
  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    const wireEvents = wireEventsOf(events);
    const attempts = new Attempts(this.connection);
    for (;;) {
      this.connection.assertOpen();
      try {
        // Only a concrete revision makes the server look for the ids for as long as they are there.
        const mayBeThere = attempts.failed > 0 && (expected === 'any' || expected === 'exists');
        const repeat = mayBeThere ? await findRepeat(this.connection, stream, events, attempts.ms) : undefined;
        return repeat ?? (await this.#once(stream, wireEvents, expected, attempts));
      } catch (error) {
        await attempts.after(error);
      }
    }
  }

  async #once(stream: string, events: EventData[], expected: ExpectedRevision, attempts: Attempts): Promise<AppendResult> {
    const { client, call } = this.connection;
    const greatest = this.#greatest;
    // What is given up while the cluster is looked for must not be appended when it is found.
    await within(attempts.ms, client.getChannel(), noAnswer);
    const options = { ...call, deadline: attempts.ms, expectedRevision: wireRevisionOf(expected) };
    try {
      const result = await client.appendToStream(stream, events, options);
      return await this.#answer(stream, result, attempts, greatest);
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      return { ok: false, actual: typeof error.actualVersion === 'bigint' ? Number(error.actualVersion) : 'none' };
    }
  }

  /** What a repeat is answered with lies behind what had been appended before it was sent; then the event itself says where it is. */
  async #answer(stream: string, result: WireResult, attempts: Attempts, greatest: Position | undefined): Promise<AppendResult> {
    const revision = Number(result.nextExpectedRevision);
    const given = result.position === undefined ? undefined : positionOf(result.position);
    const isNew = given !== undefined && greatest !== undefined && given > greatest && attempts.failed === 0;
    const position = isNew ? given : await positionOfRevision(this.connection, stream, revision, attempts.ms);
    if (this.#greatest === undefined || position > this.#greatest) this.#greatest = position;
    return { ok: true, revision, position };
  }
}

function wireRevisionOf(expected: ExpectedRevision): AppendExpectedRevision {
  switch (expected) {
    case 'any':
      return 'any';
    case 'none':
      return 'no_stream';
    case 'exists':
      return 'stream_exists';
    default:
      return BigInt(expected);
  }
}

/**
 * The client makes JSON of the data inside of a promise that nobody watches, where a value that JSON cannot hold would end the process:
 * it is made here first, and the metadata goes over as bytes.
 */
function wireEventsOf(events: readonly NewEvent[]): EventData[] {
  const texts = events.map(({ type, data, metadata }): WeighedEvent => ({
    type,
    data: canonicalJson(data),
    metadata: canonicalJson(metadata),
  }));
  assertAppendSize(texts);
  return events.map(({ id, type, data }, i) =>
    jsonEvent({ id, type, data: data as JSONType, metadata: Uint8Array.from(Buffer.from(texts[i]!.metadata, 'utf8')) }),
  );
}
