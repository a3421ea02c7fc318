import type { LocalDate } from '#domain/calendar.js';
import type { Cut } from './as-of/cut.js';
import { FoldedSource } from './as-of/folded-source.js';
import { LiveSource } from './as-of/live-source.js';
import type { Source } from './as-of/source.js';
import { Balances } from './balance/balances.js';
import { Drift } from './drift/drift.js';
import { Evaluations } from './evaluations/evaluations.js';
import { History } from './history/history.js';
import { Initiatives } from './initiatives/initiatives.js';
import { Milestones } from './milestones/milestones.js';
import { Programs } from './programs/programs.js';
import { QuestionError } from './question-error.js';
import type { ReadDatabase } from './runner/read-database.js';

/** Everything that can be asked, at one cut. Objects read through it are read on through it: so nested objects inherit the cut. */
export class Reading {
  readonly programs: Programs;
  readonly initiatives: Initiatives;
  readonly milestones: Milestones;
  readonly evaluations: Evaluations;
  readonly drift: Drift;
  readonly history: History;
  readonly balances: Balances;

  constructor(private readonly source: Source) {
    this.programs = new Programs(source);
    this.initiatives = new Initiatives(source);
    this.milestones = new Milestones(source);
    this.evaluations = new Evaluations(source);
    this.drift = new Drift(source);
    this.history = new History(source);
    this.balances = new Balances(source);
  }

  get cut(): Cut {
    return this.source.cut;
  }

  /** Today (at the cut: asOf's date) in a program's zone. */
  today(timeZone: string): LocalDate {
    return this.source.today(timeZone);
  }
}

/** How many cuts stay folded while no event is added. */
const KEPT = 4;

/** The way in: readings of the live views and of the views as they were. */
export class Readings {
  readonly live: Reading;
  private readonly folded = new Map<string, Reading>();
  private head: string | undefined;

  /** `now`: the present instant, RFC 3339 in UTC with milliseconds. */
  constructor(
    private readonly database: ReadDatabase,
    private readonly now: () => string = () => new Date().toISOString(),
  ) {
    this.live = new Reading(new LiveSource(database, now));
  }

  /**
   * At a cut (RFC 3339 instants); without one, the live views. Ask once for an answer and hold on to it: an
   * event that arrives makes the next question fold anew.
   * @throws QuestionError DATE_IN_FUTURE for an instant after now
   */
  async at(cut: { readonly asOf?: string | null | undefined; readonly asRecordedAt?: string | null | undefined }): Promise<Reading> {
    const now = this.now();
    const asOf = instantOf(cut.asOf, now);
    const asRecordedAt = instantOf(cut.asRecordedAt, now);
    if (!asOf && !asRecordedAt) return this.live;
    await this.forgetBeforeHead();
    const key = `${asOf ?? ''} ${asRecordedAt ?? ''}`;
    const known = asOf ? this.folded.get(key) : undefined;
    if (known) return known;
    const exact: Cut = { ...(asOf ? { asOf } : {}), ...(asRecordedAt ? { asRecordedAt } : {}) };
    const reading = new Reading(new FoldedSource(this.database, exact, asOf ?? now));
    if (asOf) this.keep(key, reading);
    return reading;
  }

  /** An import may add events that lie before a cut: what was folded is good as long as the journal is the same. */
  private async forgetBeforeHead(): Promise<void> {
    const [row] = await this.database.select<{ head: string | null }>('select max(j.position) as head from journal j');
    if (row?.head === this.head) return;
    this.folded.clear();
    this.head = row?.head ?? undefined;
  }

  private keep(key: string, reading: Reading): void {
    this.folded.set(key, reading);
    const [oldest] = this.folded.keys();
    if (this.folded.size > KEPT && oldest !== undefined) this.folded.delete(oldest);
  }
}

/** In the form in which events have theirs, so that they compare as text. */
function instantOf(asked: string | null | undefined, now: string): string | undefined {
  if (asked === null || asked === undefined) return undefined;
  const instant = new Date(asked).toISOString();
  if (instant > now) throw new QuestionError('DATE_IN_FUTURE', `${instant} is after now`);
  return instant;
}
