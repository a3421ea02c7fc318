import { askedOf } from './as-of/asked-reading.js';
import type { AsOfPoint } from './as-of/as-of-point.js';
import { AsOfCache } from './as-of/as-of-cache.js';
import { LiveSource } from './as-of/live-source.js';
import type { Ask } from './as-of/question.js';
import { QuestionError } from './question-error.js';
import { readingFrom, type Reading } from './reading.js';
import { beginning } from '#projection-engine/checkpoints/checkpoints.js';
import { paced, type Turn } from '#projection-engine/daemon/running/paced.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';

export type { Reading } from './reading.js';

/** An as-of point as a client gives it: instants in RFC 3339 with any offset. */
export interface AskedCut {
  readonly asOf?: string | null | undefined;
  readonly asRecordedAt?: string | null | undefined;
}

/** Makes readings: of the live views, and of the views in the past. */
export class Readings {
  readonly live: Reading;

  /**
   * @param now returns the current time, RFC 3339 in UTC with milliseconds
   * @param ask answers questions about the past; default: this thread does
   */
  constructor(
    private readonly database: ReadDatabase,
    private readonly now: () => string = () => new Date().toISOString(),
    private readonly ask: Ask = answeredHere(database),
  ) {
    this.live = readingFrom(new LiveSource(database, now));
  }

  /** The live views for one long answer. @param turn awaited before each statement; if it throws, so does the question */
  paced(turn: Turn): Reading {
    return readingFrom(new LiveSource(paced(this.database, turn), this.now, this.database));
  }

  /**
   * A reading at an as-of point; without one, of the live views. Use the same reading for a whole answer: it does not change with later
   * events.
   * @param signal aborted when nobody waits for the answer any more: waiting questions are then dropped
   * @throws QuestionError DATE_IN_FUTURE for an instant after now
   */
  async at(asked: AskedCut, signal?: AbortSignal): Promise<Reading> {
    const now = this.now();
    const asOf = instantOf(asked.asOf, now);
    const asRecordedAt = instantOf(asked.asRecordedAt, now);
    if (!asOf && !asRecordedAt) return this.live;
    const cut: AsOfPoint = { ...(asOf ? { asOf } : {}), ...(asRecordedAt ? { asRecordedAt } : {}) };
    const [row] = await this.database.select<{ head: string | null }>('select max(j.position) as head from journal j');
    return askedOf({ cut, instant: asOf ?? now, head: row?.head ?? beginning }, (question) => this.ask(question, signal));
  }
}

function answeredHere(database: ReadDatabase): Ask {
  const asOfCache = new AsOfCache(database);
  return (question) => asOfCache.answer(question);
}

/** Converts an instant to the form that events use, so that they compare as text. */
function instantOf(asked: string | null | undefined, now: string): string | undefined {
  if (asked === null || asked === undefined) return undefined;
  const instant = new Date(asked).toISOString();
  if (instant > now) throw new QuestionError('DATE_IN_FUTURE', `${instant} is after now`);
  return instant;
}
