import { inSlices } from '#async/in-slices.js';
import { programProjection } from '../programs/program-projection.js';
import type { Balance, Perspective } from '#domain/balance/balance.js';
import { findingLeverage, type Leverage } from '#domain/balance/leverage.js';
import { lookingAhead } from '#domain/balance/outlook.js';
import { findingLateWork, type LateWorkByPillar } from '#domain/balance/story/late-work.js';
import { sweeping } from '#domain/balance/sweep/sweep.js';
import { isLocalDate, type LocalDate } from '#domain/calendar.js';
import type { PillarShares } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import type { Source } from '../as-of/source.js';
import { Initiatives } from '../initiatives/initiatives.js';
import { pageSize } from '../paging/page.js';
import { QuestionError } from '../question-error.js';
import { Coalesced } from './coalesced.js';
import { plannedShares } from './planned-shares.js';
import type { ProgramWithInitiatives } from './program-with-initiatives.js';
import { stepsBetween, type Every } from './steps.js';
import { SweptBefore } from './swept-before.js';

export interface TimelineQuestion {
  readonly programId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly every: Every;
  readonly perspective: Perspective;
}

/** How many milestones are found by their leverage, if nothing else is asked for. */
export const LEVERAGE = 5;

/** The cache of sweeps, shared by all readings: the same documents have the same balances, whoever asks. */
const sweptBefore = new SweptBefore();

/** Questions about balance: computed by a sweep over the program's initiative documents when asked, never stored. */
export class Balances {
  private readonly programs = new Coalesced((ids) => this.programsWithInitiatives(ids));
  /** Dates of one program that are requested together are one sweep, which does most of its work once for all of them. */
  private readonly dates = {
    AS_KNOWN_NOW: new WeakMap<ProgramState, Coalesced<Balance | null>>(),
    AS_KNOWN_THEN: new WeakMap<ProgramState, Coalesced<Balance | null>>(),
  };

  constructor(
    private readonly source: Source,
    private readonly before = sweptBefore,
  ) {}

  /** Loads a program with its initiatives; undefined: no such program. Programs that are requested together are read together. */
  programWithInitiatives(programId: string): Promise<ProgramWithInitiatives | undefined> {
    return this.programs.get(programId);
  }

  private async programsWithInitiatives(ids: readonly string[]): Promise<ReadonlyMap<string, ProgramWithInitiatives>> {
    const programs = await this.source.documents<ProgramState>(programProjection, ids);
    const initiatives = await new Initiatives(this.source).ofPrograms([...programs.keys()]);
    return new Map([...programs].map(([id, program]) => [id, { program, initiatives: initiatives.get(id)! }]));
  }

  /**
   * The balance on a date (default: today), with everything known now (or at the as-of instant, if one is given) or with what was known on
   * that date; null if there is none.
   * @throws QuestionError DATE_IN_FUTURE
   */
  async on(programId: string, on?: LocalDate | null, perspective: Perspective = 'AS_KNOWN_NOW'): Promise<Balance | null> {
    const found = await this.programWithInitiatives(programId);
    if (!found) return null;
    const date = on ?? this.source.today(found.program.timeZone);
    this.refuseFuture(found.program, date);
    const [balance] = await this.before.answer(`${date} ${perspective}`, found, () => this.swept(found, date, perspective), [date]);
    return balance ?? null;
  }

  /** The late work on a date, which the story of that date's balance names. Undefined: no such program. */
  async lateWork(programId: string, on: LocalDate, perspective: Perspective): Promise<LateWorkByPillar | undefined> {
    const found = await this.programWithInitiatives(programId);
    return found && inSlices(findingLateWork(found.program, found.initiatives, on, perspective));
  }

  /**
   * The balance that today's forecasts lead to by a date: see {@link lookingAhead}; null if the program is closed or starts later.
   * @throws QuestionError OUTLOOK_BEFORE_TODAY, DATE_INVALID outside of 1900 to 2200
   */
  async outlook(programId: string, to: LocalDate): Promise<Balance | null> {
    if (!isLocalDate(to)) throw new QuestionError('DATE_INVALID', `No date to work with: ${to}`);
    const found = await this.programWithInitiatives(programId);
    if (!found) return null;
    const today = this.source.today(found.program.timeZone);
    if (to < today) throw new QuestionError('OUTLOOK_BEFORE_TODAY', `${to} is before today, ${today}: ask for the balance on it instead`);
    const [balance] = await this.before.answer(`outlook ${today} ${to}`, found, () =>
      inSlices(lookingAhead(found.program, found.initiatives, today, [to])),
    );
    return balance ?? null;
  }

  /**
   * The open milestones whose achievement today would gain most: see {@link findingLeverage}; empty before the start, after the close and
   * where there is no such program.
   * @throws QuestionError BAD_PAGE_SIZE
   */
  async leverage(programId: string, first?: number | null): Promise<readonly Leverage[]> {
    const most = pageSize(first ?? LEVERAGE);
    const found = await this.programWithInitiatives(programId);
    if (!found) return [];
    const { program, initiatives } = found;
    return inSlices(findingLeverage(program, initiatives, this.source.today(program.timeZone), most));
  }

  private async swept(found: ProgramWithInitiatives, date: LocalDate, perspective: Perspective): Promise<readonly (Balance | null)[]> {
    const { program, initiatives } = found;
    let dates = this.dates[perspective].get(program);
    if (!dates) {
      dates = new Coalesced(async (asked) => {
        const inOrder = [...asked].sort();
        const balances = await inSlices(sweeping(program, initiatives, inOrder, perspective));
        return new Map(inOrder.map((one, i) => [one, balances[i]!]));
      });
      this.dates[perspective].set(program, dates);
    }
    return [(await dates.get(date)) ?? null];
  }

  /**
   * The balance at `from`, then at each step up to `to`; dates without a balance are left out.
   * @throws QuestionError DATE_IN_FUTURE if `to` is after today, TIMELINE_TOO_LONG over 1,000 dates, DATE_INVALID outside of 1900 to 2200
   */
  async timeline({ programId, from, to, every, perspective }: TimelineQuestion): Promise<readonly Balance[]> {
    for (const date of [from, to]) if (!isLocalDate(date)) throw new QuestionError('DATE_INVALID', `No date to work with: ${date}`);
    const dates = stepsBetween(from, to, every);
    const found = await this.programWithInitiatives(programId);
    if (!found) return [];
    this.refuseFuture(found.program, to);
    const balances = await this.before.answer(
      `${from} ${to} ${every} ${perspective}`,
      found,
      (rest) => inSlices(sweeping(found.program, found.initiatives, rest, perspective)),
      dates,
    );
    return balances.filter((balance) => balance !== null);
  }

  /** The shares that the plan gives each pillar in each phase, by phase key; null if a phase has no milestones. */
  async plannedShares(programId: string): Promise<ReadonlyMap<string, PillarShares | null>> {
    const found = await this.programWithInitiatives(programId);
    return found ? inSlices(plannedShares(found.program, found.initiatives, this.source.today(found.program.timeZone))) : new Map();
  }

  private refuseFuture({ timeZone }: ProgramState, date: LocalDate): void {
    const today = this.source.today(timeZone);
    if (date > today) throw new QuestionError('DATE_IN_FUTURE', `${date} is after today, ${today}`);
  }
}
