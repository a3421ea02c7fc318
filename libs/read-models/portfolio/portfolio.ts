import { setImmediate as nextTurn } from 'node:timers/promises';
import { inSlices } from '#async/in-slices.js';
import type { Balance, Perspective } from '#domain/balance/balance.js';
import { sweeping } from '#domain/balance/sweep/sweep.js';
import { isLocalDate, type LocalDate } from '#domain/calendar.js';
import type { ProgramState } from '#domain/program/state.js';
import type { Source } from '../as-of/source.js';
import { Balances, type TimelineQuestion } from '../balance/balances.js';
import type { ProgramWithInitiatives } from '../balance/program-with-initiatives.js';
import { stepsBetween } from '../balance/steps.js';
import { driftProjection } from '../drift/drift-projection.js';
import { Drift } from '../drift/drift.js';
import { initiativeProjection } from '../initiatives/initiative-projection.js';
import { Initiatives } from '../initiatives/initiatives.js';
import { equals, every, isIn } from '../paging/condition.js';
import { programProjection } from '../programs/program-projection.js';
import { openDrift } from '../programs/programs.js';
import { QuestionError } from '../question-error.js';
import { seriesOf, type BalanceSeriesRow } from './balance-series.js';
import { keptRows } from './kept-rows.js';
import { lastUpdates } from './last-updates.js';
import { rowing, type PortfolioRow } from './portfolio-row.js';
import { timelineOf, type PortfolioTimeline, type ProgramTimeline } from './portfolio-timeline.js';

export interface PortfolioFilter {
  /** Only among these ids. */
  readonly among?: readonly string[] | undefined;
  readonly status?: ProgramState['status'] | null | undefined;
  readonly hasOpenDrift?: boolean | null | undefined;
}

export type PortfolioTimelineQuestion = Omit<TimelineQuestion, 'programId'>;

/** How many programs are read at once: their documents are in memory together. */
const AT_ONCE = 32;
/** How many balances a timeline of several programs may have: some 25 seconds of work, and 8 MB as JSON. */
const MOST_BALANCES = 100_000;
/** The zone in which each day begins first. */
const FIRST_ZONE = 'Pacific/Kiritimati';

/** Questions about many programs at once. Each program is swept once, and only a few are in memory at a time. */
export class Portfolio {
  constructor(private readonly source: Source) {}

  /** The ids of the programs, oldest charter first. */
  async programIds({ among, status, hasOpenDrift }: PortfolioFilter): Promise<readonly string[]> {
    const asksForDrift = (hasOpenDrift ?? null) !== null;
    await this.source.prepare([programProjection, ...(asksForDrift ? [driftProjection] : [])], 'all');
    const { sql, parameters } = every([...(among ? [isIn('p.id', among)] : []), ...equals('p.status', status), ...openDrift(hasOpenDrift)]);
    const rows = await this.source.select<{ id: string }>(
      `select p.id from program_rows p where ${sql} order by p.chartered_at, p.id`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** How each of these programs stands today, in this order; a program that does not exist is left out. */
  async rows(programIds: readonly string[], perspective: Perspective): Promise<readonly PortfolioRow[]> {
    const kept = keptRows(this.source);
    const through = await kept?.refresh(this.source);
    const today = memoised((timeZone) => this.source.today(timeZone));
    const found = new Map<string, PortfolioRow>();
    for (const id of programIds) {
      const row = kept?.find(id, perspective, today);
      if (row) found.set(id, row);
    }
    const missing = programIds.filter((id) => !found.has(id));
    // The checkpoints may be those of a commit whose documents reach the cache of documents only in this turn of the event loop.
    if (missing.length > 0) await nextTurn();
    await this.each(missing, async (some, programs) => {
      const [drift, updates] = [await new Drift(this.source).openCounts(some), await lastUpdates(this.source, some)];
      for (const program of programs) {
        const { id, timeZone } = program.program;
        const beside = { openDrift: drift.get(id) ?? 0, lastUpdate: updates.get(id) ?? null };
        const row = await inSlices(rowing(program, today(timeZone), perspective, beside));
        found.set(id, row);
        if (through !== undefined) kept?.keep(row, timeZone, perspective, through);
      }
    });
    return programIds.flatMap((id) => found.get(id) ?? []);
  }

  /**
   * These programs on each date from `from` on, in this order; a program that does not exist is left out.
   * @throws QuestionError DATE_IN_FUTURE if `to` has begun nowhere, TIMELINE_TOO_LONG over 1,000 dates, PORTFOLIO_TOO_LARGE over 100,000
   * balances, DATE_INVALID outside of 1900 to 2200
   */
  async timeline(
    programIds: readonly string[],
    { from, to, every: step, perspective }: PortfolioTimelineQuestion,
  ): Promise<PortfolioTimeline> {
    for (const date of [from, to]) if (!isLocalDate(date)) throw new QuestionError('DATE_INVALID', `No date to work with: ${date}`);
    const today = this.source.today(FIRST_ZONE);
    if (to > today) throw new QuestionError('DATE_IN_FUTURE', `${to} is after today, ${today}`);
    const dates = stepsBetween(from, to, step);
    const balances = dates.length * programIds.length;
    if (balances > MOST_BALANCES) throw new QuestionError('PORTFOLIO_TOO_LARGE', `(${balances})`);
    const programs: ProgramTimeline[] = [];
    await this.each(programIds, async (_some, found) => {
      for (const program of found) {
        const { id, name } = program.program;
        programs.push(timelineOf(id, name, await this.sweptUpToToday(program, dates, perspective)));
      }
    });
    return { dates, programs };
  }

  /**
   * The balance of a program as a flat table: a row for each pillar on each date that has a balance. Empty: there is no such program.
   * @throws QuestionError as `Balances.timeline`
   */
  async series(question: TimelineQuestion): Promise<readonly BalanceSeriesRow[]> {
    const balances = new Balances(this.source);
    const swept = await balances.timeline(question);
    const found = await balances.programWithInitiatives(question.programId);
    return found ? seriesOf(question.programId, found.program.name, swept) : [];
  }

  /** A balance for each date; null for a day that has not begun in the program's zone. */
  private async sweptUpToToday(
    { program, initiatives }: ProgramWithInitiatives,
    dates: readonly LocalDate[],
    perspective: Perspective,
  ): Promise<readonly (Balance | null)[]> {
    const today = this.source.today(program.timeZone);
    const begun = dates.filter((date) => date <= today);
    const balances = await inSlices(sweeping(program, initiatives, begun, perspective));
    return [...balances, ...dates.slice(begun.length).map(() => null)];
  }

  private async each(
    programIds: readonly string[],
    work: (some: readonly string[], programs: readonly ProgramWithInitiatives[]) => Promise<void>,
  ): Promise<void> {
    // In the past, one pass over the journal folds all programs faster than one for each.
    if (programIds.length > AT_ONCE) await this.source.prepare([programProjection, initiativeProjection, driftProjection], 'all');
    for (let from = 0; from < programIds.length; from += AT_ONCE) {
      const some = programIds.slice(from, from + AT_ONCE);
      await work(some, await this.programs(some));
    }
  }

  private async programs(ids: readonly string[]): Promise<readonly ProgramWithInitiatives[]> {
    const programs = await this.source.documents<ProgramState>(programProjection, ids);
    const initiatives = await new Initiatives(this.source).ofPrograms([...programs.keys()]);
    return ids.flatMap((id) => {
      const program = programs.get(id);
      return program ? [{ program, initiatives: initiatives.get(id)! }] : [];
    });
  }
}

/** Asks once for each argument. */
function memoised(ask: (of: string) => string): (of: string) => string {
  const known = new Map<string, string>();
  return (of) => {
    const answer = known.get(of) ?? ask(of);
    known.set(of, answer);
    return answer;
  };
}
