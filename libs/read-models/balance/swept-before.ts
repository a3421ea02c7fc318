import type { Balance } from '#domain/balance/balance.js';
import { changedFrom } from '#domain/balance/sweep/changed-from.js';
import { SWEPT_OF_PROGRAM, type SweptProgram } from '#domain/balance/swept-program.js';
import { toDay, type DayNumber, type LocalDate } from '#domain/calendar.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramWithInitiatives } from './program-with-initiatives.js';

type Balances = readonly (Balance | null)[];

/** The cached sweeps of one program over these initiative documents. */
interface Swept {
  readonly of: Omit<SweptProgram, 'plans'>;
  readonly over: readonly WeakRef<InitiativeState>[];
  readonly answers: Map<string, Balances | Promise<Balances>>;
  /** Balances of the previous documents, for questions that have not been asked again since. */
  readonly earlier: Map<string, Earlier>;
}

/** Balances that are still right for the days before a date. */
interface Earlier {
  readonly balances: Balances;
  readonly before: DayNumber;
}

/** How many balances are cached of one program and in total; some 2 kB each. */
const KEPT = { each: 2_000, all: 10_000 };

/**
 * A cache of sweeps. Documents are never changed, only replaced, and share their unchanged parts with the previous document: the same
 * objects mean the same state and the same sweep. So renaming a program needs no new sweep, and after another change only the dates that it
 * can affect are swept again. The cache keeps no document alive: if documents are not cached elsewhere, nothing is found.
 */
export class SweptBefore {
  private readonly programs = new WeakMap<SweptProgram['plans'], Swept>();
  /** How many balances each entry holds; the most recently swept entry is the last. */
  private readonly counts = new Map<Swept, number>();

  constructor(private readonly most = KEPT) {}

  /** How many balances are cached. */
  get kept(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /**
   * Answers a question from the cache and a sweep for the rest; a sweep that is already running is awaited.
   * @param dates ascending, each with a balance in the past or today; undefined: the cache is not used
   * @param sweep answers for the remaining dates
   */
  answer(
    question: string,
    of: ProgramWithInitiatives,
    sweep: (dates: readonly LocalDate[]) => Balances | Promise<Balances>,
    dates: readonly LocalDate[] = [],
  ): Balances | Promise<Balances> {
    const swept = this.sweptOf(of);
    const { answers } = swept;
    const known = answers.get(question);
    if (known) return known;
    const same = sameAsBefore(swept.earlier.get(question), dates);
    const rest = dates.slice(same.length);
    const later = same.length > 0 && rest.length === 0 ? [] : sweep(rest);
    if (!(later instanceof Promise)) return this.keep(swept, question, same.length > 0 ? [...same, ...later] : later);
    const answer = same.length > 0 ? later.then((balances) => [...same, ...balances]) : later;
    answers.set(question, answer);
    answer.then(
      (balances) => this.keep(swept, question, balances),
      () => answers.delete(question),
    );
    return answer;
  }

  private sweptOf({ program, initiatives }: ProgramWithInitiatives): Swept {
    const known = this.programs.get(program.plans);
    if (known && isOf(known, program) && isOver(known, initiatives)) return known;
    if (known) this.counts.delete(known);
    const { startsOn, charteredOn, policies, entries, closures } = program;
    const of = { startsOn, charteredOn, policies, entries, closures };
    const earlier = known && isOf(known, program) ? takenOver(known, initiatives) : new Map<string, Earlier>();
    const swept: Swept = { of, over: initiatives.map((initiative) => new WeakRef(initiative)), answers: new Map(), earlier };
    this.programs.set(program.plans, swept);
    return swept;
  }

  private keep(swept: Swept, question: string, balances: Balances): Balances {
    const { answers, earlier } = swept;
    answers.set(question, balances);
    earlier.delete(question);
    let kept = [...answers.values(), ...earlier.values()].reduce((sum, one) => sum + lengthOf(one), 0);
    for (const map of [earlier, answers])
      for (const [oldest, one] of map) {
        if (kept <= this.most.each) break;
        map.delete(oldest);
        kept -= lengthOf(one);
      }
    this.counts.delete(swept);
    this.counts.set(swept, kept);
    this.forgetOldest();
    return balances;
  }

  private forgetOldest(): void {
    let { kept } = this;
    for (const [oldest, count] of this.counts) {
      if (kept <= this.most.all) return;
      oldest.answers.clear();
      oldest.earlier.clear();
      this.counts.delete(oldest);
      kept -= count;
    }
  }
}

const isOf = ({ of }: Swept, program: SweptProgram): boolean =>
  SWEPT_OF_PROGRAM.every((part) => part === 'plans' || of[part] === program[part]);

const isOver = ({ over }: Swept, initiatives: readonly InitiativeState[]): boolean =>
  over.length === initiatives.length && over.every((reference, i) => reference.deref() === initiatives[i]);

/** The balances of older documents that are still right for these documents. */
function takenOver({ over, answers, earlier }: Swept, initiatives: readonly InitiativeState[]): Map<string, Earlier> {
  const left = new Map<string, Earlier>();
  if (over.length !== initiatives.length) return left;
  let day: DayNumber = Infinity;
  for (let i = 0; i < over.length && day > -Infinity; i++) {
    const before = over[i]!.deref();
    day = Math.min(day, before === undefined ? -Infinity : changedFrom(before, initiatives[i]!));
  }
  if (day === -Infinity) return left;
  for (const [question, { balances, before }] of earlier) left.set(question, { balances, before: Math.min(before, day) });
  for (const [question, balances] of answers) if (!(balances instanceof Promise)) left.set(question, { balances, before: day });
  return left;
}

/** The cached balances of a question for its first dates, as far as they lie before the change. */
function sameAsBefore(earlier: Earlier | undefined, dates: readonly LocalDate[]): Balances {
  if (earlier === undefined || earlier.balances.length !== dates.length) return [];
  const first = dates.findIndex((date) => toDay(date) >= earlier.before);
  return first < 0 ? earlier.balances : earlier.balances.slice(0, first);
}

const lengthOf = (one: Balances | Promise<Balances> | Earlier): number =>
  one instanceof Promise ? 0 : 'balances' in one ? one.balances.length : one.length;
