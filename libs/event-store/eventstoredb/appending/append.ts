import {
  jsonEvent,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type AppendResult as WireResult,
  type EventData,
  type JSONType,
} from '@eventstore/db-client';
import { within } from '#async/within.js';
import { assertAppendSize, type WeighedEvent } from '#event-sourcing/store/append-size.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { NewEvent, Position } from '#event-sourcing/event.js';
import type { AppendResult, ExpectedRevision } from '#event-sourcing/store/event-store.js';
import { Attempts } from '../client/attempts.js';
import type { Connection } from '../client/connection.js';
import { noAnswer } from '../client/call-failure.js';
import { positionOf } from '../reading/position.js';
import { findRepeat, positionOfRevision } from './repeats.js';

/** Appends to the streams of one cluster; `stream` is always the full name, prefix included. */
export class Appender {
  /** The greatest position that any append of this process has returned. */
  #greatest: Position | undefined;

  constructor(private readonly connection: Connection) {}

  /**
   * Appends events. If the outcome of an attempt is unknown, retries with the same ids at the same revision, so that the events are stored
   * once.
   * @throws EventStoreError EVENT_TOO_LARGE; STORE_UNAVAILABLE, retryable, if the cluster does not answer in time
   * @throws TypeError for values that JSON cannot hold
   */
  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    const wireEvents = wireEventsOf(events);
    const attempts = new Attempts(this.connection);
    for (;;) {
      this.connection.assertOpen();
      try {
        // Only with a concrete expected revision does the server search for the event ids without a time limit.
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
    // An append that is given up while the client looks for the cluster must not be sent once the cluster is found.
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

  /**
   * An idempotent retry may return the position of an older event. Trust it only if it is greater than every position that appends had
   * returned before it was sent; otherwise read the position from the event.
   */
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
 * Serialises the events here. The client would do so inside a promise that nobody awaits, where a value that JSON cannot hold ends the
 * process. The metadata is sent as bytes.
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
