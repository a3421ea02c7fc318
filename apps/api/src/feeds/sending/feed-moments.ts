import type { Holder } from '#identity/access/holder.js';
import { Directory } from '#identity/people/directory.js';
import { dateAt } from '#domain/calendar.js';
import { startOfDay } from '#domain/end-of-day.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Readings } from '#read-models/readings.js';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Access } from '../../graphql/access.js';

/** What identifies the rows of a feed at a moment. */
export interface FeedMoment {
  /** Undefined: the state of the views is not known at this moment. */
  readonly etag: string | undefined;
  /** When the rows changed last at the latest, RFC 3339 in UTC: by an event, or because a day began. */
  readonly changedAt: string;
}

/**
 * Tells whether the rows of a feed are the same as before without reading them: they depend on the address, the state of the views, the
 * date in each program's zone, what the reader may see, and people's names.
 */
@Injectable()
export class FeedMoments {
  constructor(
    private readonly views: Views,
    private readonly directory: Directory,
    private readonly readings: Readings,
  ) {}

  /**
   * The moment of a feed, taken before its rows are read: rows that change meanwhile have the tag of the state before, and are then asked
   * for once more. @param asked whatever else decides the rows, such as the address and the language
   */
  async of(asked: readonly string[], principal: Holder): Promise<FeedMoment> {
    const now = new Date().toISOString();
    const { live } = this.readings;
    const [checkpoints, names, seen, { recordedAt, timeZones }] = await Promise.all([
      this.views.checkpoints(),
      this.directory.fingerprint(),
      new Access(principal, live).programs(),
      live.feeds.state(),
    ]);
    const days = timeZones.map((timeZone) => [dateAt(now, timeZone), timeZone] as const);
    const begun = days.map(([day, timeZone]) => startOfDay(day, timeZone));
    const changedAt = [recordedAt ?? new Date(0).toISOString(), ...begun].toSorted().at(-1)!;
    const state = [asked, checkpoints, names, seen === 'all' ? seen : [...seen].sort(), days];
    return {
      etag:
        checkpoints === undefined
          ? undefined
          : `W/"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)}"`,
      changedAt,
    };
  }
}
