import type { Principal } from '#application/commands/command.js';
import { TimeSlices } from '#async/time-slices.js';
import { newUuid } from '#event-sourcing/uuid.js';
import type { Language } from '#read-models/history/summary.js';
import { QuestionError } from '#read-models/question-error.js';
import type { AskedCut, Readings } from '#read-models/readings.js';
import { LIMITS } from '../limits/limits.js';
import { tooComplex, tooLarge } from '../limits/validation-rules.js';
import { cutAtInstants } from './whole-days.js';
import { Loaders, type NamesOf, type ReadingLoaders } from './loaders.js';

/** An answer with more entries than so many of lists whose length nobody asked for is a long one. */
const LONG_ENTRIES = 1_000;
/** Of all long answers of the process. */
const slices = new TimeSlices(LIMITS.sliceMs);

/** What one request carries to its resolvers. */
export class RequestContext {
  private madeId: string | undefined;
  private madeSignal: AbortSignal | undefined;
  /** Set when the views of a command lag: the answer says so in its extensions. */
  pending = false;
  /** Set by what answers otherwise from one moment to the next, such as how far projections are: the answer is not kept. */
  isVolatile = false;
  /** What commands have recorded: told also where the rest of the answer is refused. */
  readonly recorded: Readonly<Record<string, unknown>>[] = [];
  /** The names that were looked up in the directory, as they were found; undefined: that person has none. */
  readonly namesShown = new Map<string, string | undefined>();
  private current: Loaders | undefined;
  private entriesLeft: number = LIMITS.entries;
  private charactersLeft: number = LIMITS.answerBytes;
  private readLeft: number = LIMITS.readBytes;
  /** The answer takes long: work on it is cut into slices of time. */
  isLong = false;

  constructor(
    readonly principal: Principal,
    readonly language: Language,
    private readonly readings: Readings,
    private readonly namesOf: NamesOf,
    private readonly gone?: () => AbortSignal,
  ) {}

  /** Made when something is to be recorded or logged under it. */
  get correlationId(): string {
    return (this.madeId ??= newUuid());
  }

  get loaders(): Loaders {
    return (this.current ??= new Loaders(this.readings, (ids) => this.lookUp(ids), this.turnOfSomebody, this.signal));
  }

  private async lookUp(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = await this.namesOf(ids);
    for (const id of ids) this.namesShown.set(id, names.get(id));
    return names;
  }

  /**
   * The loaders at a cut, or of the live views. @throws QuestionError DATE_IN_FUTURE
   * @param zone the time zone that the days of a cut are of, asked for where it is given in days
   */
  async at(cut: AskedCut, zone: () => Promise<string | undefined>): Promise<ReadingLoaders> {
    return this.loaders.at(await cutAtInstants(cut, zone, new Date().toISOString()));
  }

  /** The time zone of a program, which keeps that of its charter. */
  async zoneOfProgram(id: string): Promise<string | undefined> {
    return (await this.loaders.live.programs.load(id))?.timeZone;
  }

  async zoneOfInitiative(id: string): Promise<string | undefined> {
    return (await this.loaders.live.initiatives.load(id))?.programState.timeZone;
  }

  /** Aborted when nobody waits for the answer any more. */
  readonly signal = (): AbortSignal | undefined => (this.madeSignal ??= this.gone?.());

  get isGone(): boolean {
    return this.signal()?.aborted ?? false;
  }

  /** To be awaited before a step of the work, or between two. Undefined: go on. */
  turn(): Promise<void> | undefined {
    return this.isLong ? slices.turn(this) : undefined;
  }

  /**
   * The same before a statement.
   * @throws QuestionError READ_INTERRUPTED where nobody waits for the answer any more, GraphQLError ANSWER_TOO_LARGE where too much was read
   */
  private readonly turnOfSomebody = (): Promise<void> | undefined => {
    this.expectSomebody();
    this.expectRoom();
    return this.turn()?.then(() => {
      this.expectSomebody();
      this.expectRoom();
    });
  };

  /** @throws QuestionError READ_INTERRUPTED where nobody waits for the answer any more */
  expectSomebody(): void {
    if (this.isGone) throw new QuestionError('READ_INTERRUPTED', 'Nobody waits for the answer');
  }

  /** Whether there is no use in going on: lists or texts of the answer held more than they may, or nobody waits for it. */
  get isSpent(): boolean {
    return this.entriesLeft < 0 || this.charactersLeft < 0 || (this.isLong && this.isGone);
  }

  /**
   * Counts the entries of a list that goes into the answer. False: too many were asked for before; the answer is refused as a whole.
   * @throws GraphQLError QUERY_TOO_COMPLEX once, for the first list that is too much
   */
  spend(entries: number): boolean {
    if (this.isSpent) return false;
    this.entriesLeft -= entries;
    if (this.entriesLeft < 0) throw tooComplex(`(> ${LIMITS.entries})`);
    if (this.entriesLeft < LIMITS.entries - LONG_ENTRIES) this.isLong = true;
    return true;
  }

  /**
   * Counts a text that goes into the answer, which may be a long one. False: there was too much before; the answer is refused as a whole.
   * @throws GraphQLError ANSWER_TOO_LARGE once, for the first text that is too much
   */
  spendText(characters: number): boolean {
    if (this.isSpent) return false;
    this.charactersLeft -= characters;
    if (this.charactersLeft < 0) throw tooLarge();
    return true;
  }

  /**
   * Counts what was read for the answer, whether it goes into it or not. After too much no statement is begun.
   * @throws GraphQLError ANSWER_TOO_LARGE
   */
  spendRead(bytes: number): void {
    this.readLeft -= bytes;
    this.expectRoom();
  }

  private expectRoom(): void {
    if (this.readLeft < 0) throw tooLarge();
  }

  /** Before the next answer of a subscription. */
  renew(): void {
    this.readLeft = LIMITS.readBytes;
    this.forget();
    this.entriesLeft = LIMITS.entries;
    this.charactersLeft = LIMITS.answerBytes;
  }

  /** After a command: what was loaded before it may have changed. */
  forget(): void {
    this.current = undefined;
  }
}
