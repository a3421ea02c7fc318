import type { LocalDate } from '#domain/calendar.js';
import type { Cut } from './as-of/cut.js';
import type { Source } from './as-of/source.js';
import { Balances } from './balance/balances.js';
import { Drift } from './drift/drift.js';
import { Evaluations } from './evaluations/evaluations.js';
import { History } from './history/history.js';
import { Initiatives } from './initiatives/initiatives.js';
import { Milestones } from './milestones/milestones.js';
import { Programs } from './programs/programs.js';

/** What can be asked of a class, whoever answers. */
type Asked<T> = Pick<T, keyof T>;

/** Everything that can be asked, by subject. What is asked and what is answered is data, but for a page's `totalCount`. */
export interface Questions {
  readonly programs: Asked<Programs>;
  readonly initiatives: Asked<Initiatives>;
  readonly milestones: Asked<Milestones>;
  readonly evaluations: Asked<Evaluations>;
  readonly drift: Asked<Drift>;
  readonly history: Asked<History>;
  readonly balances: Asked<Balances>;
}

/** Everything that can be asked, at one cut. Objects read through it are read on through it: so nested objects inherit the cut. */
export interface Reading extends Questions {
  readonly cut: Cut;
  /** Today (at the cut: asOf's date) in a program's zone. */
  today(timeZone: string): LocalDate;
}

/** A reading whose questions are answered here, from a source. */
export class SourceReading implements Reading {
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

  today(timeZone: string): LocalDate {
    return this.source.today(timeZone);
  }
}
