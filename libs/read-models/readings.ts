import { askedOf } from './as-of/asked-reading.js';
import type { AsOfPoint } from './as-of/as-of-point.js';
import { AsOfCache } from './as-of/as-of-cache.js';
import { LiveSource } from './as-of/live-source.js';
import type { Ask } from './as-of/question.js';
import { QuestionError } from './question-error.js';
import { readingFrom, type Reading } from './reading.js';
import { beginning } from '#projection-engine/checkpoints/checkpoints.js';
import { paced, type Turn } from '#projection-engine/daemon/paced.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';

export type { Reading } from './reading.js';

/** A cut as it is asked for: instants in RFC 3339, in any offset. */
export interface AskedCut {
  readonly asOf?: string | null | undefined;
  readonly asRecordedAt?: string | null | undefined;
}

/** The way in: readings of the live views and of the views as they were. */
export class Readings {
  readonly live: Reading;

  /**
   * @param now the present instant, RFC 3339 in UTC with milliseconds
   * @param ask who answers questions about the past; left out: this thread
   */
  constructor(
    private readonly database: ReadDatabase,
    private readonly now: () => string = () => new Date().toISOString(),
    private readonly ask: Ask = answeredHere(database),
  ) {
    this.live = readingFrom(new LiveSource(database, now));
  }

  /** The live views for one answer. @param turn is awaited before each statement; what it throws, the question throws */
  paced(turn: Turn): Reading {
    return readingFrom(new LiveSource(paced(this.database, turn), this.now));
  }

  /**
   * At a cut; without one, the live views. Ask once for an answer and hold on to it: it stays at what was there when it was asked for.
   * @param signal that nobody waits for the answers any more: questions whose turn has not come are then given up
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

/** In the form in which events have theirs, so that they compare as text. */
function instantOf(asked: string | null | undefined, now: string): string | undefined {
  if (asked === null || asked === undefined) return undefined;
  const instant = new Date(asked).toISOString();
  if (instant > now) throw new QuestionError('DATE_IN_FUTURE', `${instant} is after now`);
  return instant;
}
