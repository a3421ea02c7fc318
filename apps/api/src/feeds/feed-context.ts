import type { Holder } from '#identity/access/holder.js';
import { TimeSlices } from '#async/time-slices.js';
import type { Language } from '#domain/language.js';
import { QuestionError } from '#read-models/question-error.js';
import type { AskedCut, Reading, Readings } from '#read-models/readings.js';
import { Access } from '../graphql/access.js';
import type { NamesOf } from '../graphql/loaders.js';
import { cutAtInstants } from '../graphql/whole-days.js';
import { LIMITS } from '../limits/limits.js';
import { shownNames } from '../people/former-member.js';

/** The time slices of all feeds of the process. */
const slices = new TimeSlices(LIMITS.sliceMs);

/** What one request for a feed may see, and where its rows come from. */
export class FeedContext {
  /** What the sender may see now, whatever instant the rows are about. */
  readonly access: Access;

  /** @param gone aborted when nobody waits for the rows any more */
  constructor(
    principal: Holder,
    readonly language: Language,
    private readonly readings: Readings,
    private readonly namesOf: NamesOf,
    private readonly gone: AbortSignal,
  ) {
    this.access = new Access(principal, readings.live);
  }

  /**
   * A reading at an as-of point, or of the live views; a date means the end of that day in the
   * time zone of most programs. @throws QuestionError DATE_IN_FUTURE
   */
  async at(cut: AskedCut): Promise<Reading> {
    const asked = await cutAtInstants(cut, () => this.readings.live.programs.usualZone(), new Date().toISOString());
    if (asked.asOf || asked.asRecordedAt) return this.readings.at(asked, this.gone);
    return this.readings.paced(() => this.turn());
  }

  /** Those of the programs that the sender may see; without any: all of them. undefined: every program. */
  async among(programs: readonly string[] | undefined): Promise<readonly string[] | undefined> {
    return programs ? this.access.seenAmong([...new Set(programs)]) : this.access.among();
  }

  /** The names of people as they are shown. */
  async names(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return shownNames(await this.namesOf(people), this.language);
  }

  /** @throws QuestionError READ_INTERRUPTED if nobody waits for the rows any more */
  private turn(): Promise<void> | undefined {
    this.expectSomebody();
    return slices.turn(this)?.then(() => this.expectSomebody());
  }

  private expectSomebody(): void {
    if (this.gone.aborted) throw new QuestionError('READ_INTERRUPTED', 'Nobody waits for the feed');
  }
}
