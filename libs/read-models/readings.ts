import type { Cut } from './as-of/cut.js';
import type { Source } from './as-of/source.js';
import type { LocalDate } from '#domain/calendar.js';
import { Balances } from './balance/balances.js';
import { Drift } from './drift/drift.js';
import { Evaluations } from './evaluations/evaluations.js';
import { History } from './history/history.js';
import { Initiatives } from './initiatives/initiatives.js';
import { Milestones } from './milestones/milestones.js';
import { Programs } from './programs/programs.js';
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

export interface ReadingsOptions {
  /** The present instant, RFC 3339 in UTC with milliseconds. */
  readonly now?: () => string;
  /** How many parsed documents are kept; 0: none. */
  readonly cachedDocuments?: number;
}

/** The way in: readings of the live views and of the views as they were. */
export class Readings {
  constructor(
    private readonly database: ReadDatabase,
    private readonly options: ReadingsOptions = {},
  ) {}

  /** Of the live views. */
  get live(): Reading {
    void [this.database, this.options];
    throw new Error('not yet');
  }

  /** At a cut; without one, the live views. @throws QuestionError DATE_IN_FUTURE for an instant after now. */
  at(_cut: { readonly asOf?: string | null | undefined; readonly asRecordedAt?: string | null | undefined }): Reading {
    throw new Error('not yet');
  }
}
