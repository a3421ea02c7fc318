import type { Holder } from '#identity/access/holder.js';
import { TimeSlices } from '#async/time-slices.js';
import { newUuid } from '#event-sourcing/uuid.js';
import type { Language } from '#domain/language.js';
import { QuestionError } from '#read-models/question-error.js';
import type { AskedCut, Readings } from '#read-models/readings.js';
import { LIMITS } from '../limits/limits.js';
import { tooComplex, tooLarge } from '../limits/validation-rules.js';
import { shownNames } from '../people/former-member.js';
import { cutAtInstants } from './whole-days.js';
import { Access } from './access.js';
import { Loaders, type NamesOf, type ReadingLoaders } from './loaders.js';

/** An answer is long if its lists of unrequested length have more entries than this. */
const LONG_ENTRIES = 1_000;
/** The time slices of all long answers of the process. */
const slices = new TimeSlices(LIMITS.sliceMs);

/** What is known of the client of a request. */
export interface Client {
  /** Returns a signal that is aborted when nobody waits for the answer any more. */
  readonly gone?: () => AbortSignal;
  /** Its network address. */
  readonly address?: string;
}

/** The context of one request, which its resolvers share. */
export class RequestContext {
  private madeId: string | undefined;
  private madeSignal: AbortSignal | undefined;
  /** Whether the views of a command lag: the answer's extensions say so. */
  pending = false;
  /** The cost of the operation and the greatest that is answered; the answer's extensions show it if `showsCost`. */
  cost: { readonly asked: number; readonly limit: number } | undefined;
  showsCost = false;
  /** Whether the answer changes from one moment to the next, such as the progress of projections: it is not cached. */
  isVolatile = false;
  /** What commands have recorded: the answer contains it even if the rest is refused. */
  readonly recorded: Readonly<Record<string, unknown>>[] = [];
  /** Names from the directory as they were found; undefined: that person has none. */
  readonly namesShown = new Map<string, string | undefined>();
  private current: Loaders | undefined;
  private currentAccess: Access | undefined;
  private entriesLeft: number = LIMITS.entries;
  private charactersLeft: number = LIMITS.answerBytes;
  private readLeft: number = LIMITS.readBytes;
  /** Whether the answer takes long: the work on it is then divided into time slices. */
  isLong = false;

  constructor(
    readonly principal: Holder,
    readonly language: Language,
    private readonly readings: Readings,
    private readonly namesOf: NamesOf,
    private readonly client: Client = {},
  ) {}

  /** The network address that the request came from. */
  get address(): string | undefined {
    return this.client.address;
  }

  /** The id under which something is recorded or logged; made at its first use. */
  get correlationId(): string {
    return (this.madeId ??= newUuid());
  }

  get loaders(): Loaders {
    return (this.current ??= new Loaders(
      this.readings,
      this.access,
      (ids) => this.lookUp(ids),
      async (ids) => shownNames(await this.lookUp(ids), this.language),
      this.turnOfSomebody,
      this.signal,
    ));
  }

  /** What the sender may see now, whatever instant the answer is about. */
  get access(): Access {
    return (this.currentAccess ??= new Access(this.principal, this.readings.live));
  }

  private async lookUp(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = await this.namesOf(ids);
    for (const id of ids) this.namesShown.set(id, names.get(id));
    return names;
  }

  /**
   * The loaders at an as-of point, or of the live views. @throws QuestionError DATE_IN_FUTURE
   * @param zone returns the time zone for an as-of point that is given in days; default: that of most programs
   */
  async at(cut: AskedCut, zone: () => Promise<string | undefined> = this.usualZone): Promise<ReadingLoaders> {
    return this.loaders.at(await cutAtInstants(cut, zone, new Date().toISOString()));
  }

  /** The time zone of most programs: what a date means in a question over all of them. */
  readonly usualZone = (): Promise<string> => this.readings.live.programs.usualZone();

  /** The time zone of a program, which never changes after its charter. */
  async zoneOfProgram(id: string): Promise<string | undefined> {
    return (await this.loaders.live.programs.load(id))?.timeZone;
  }

  async zoneOfInitiative(id: string): Promise<string | undefined> {
    return (await this.loaders.live.initiatives.load(id))?.programState.timeZone;
  }

  /** Returns a signal that is aborted when nobody waits for the answer any more. */
  readonly signal = (): AbortSignal | undefined => (this.madeSignal ??= this.client.gone?.());

  get isGone(): boolean {
    return this.signal()?.aborted ?? false;
  }

  /** Await before or between steps of the work. Undefined: continue at once. */
  turn(): Promise<void> | undefined {
    return this.isLong ? slices.turn(this) : undefined;
  }

  /**
   * The same before a statement.
   * @throws QuestionError READ_INTERRUPTED if nobody waits for the answer any more, GraphQLError ANSWER_TOO_LARGE if too much was read
   */
  private readonly turnOfSomebody = (): Promise<void> | undefined => {
    this.expectSomebody();
    this.expectRoom();
    return this.turn()?.then(() => {
      this.expectSomebody();
      this.expectRoom();
    });
  };

  /** @throws QuestionError READ_INTERRUPTED if nobody waits for the answer any more */
  expectSomebody(): void {
    if (this.isGone) throw new QuestionError('READ_INTERRUPTED', 'Nobody waits for the answer');
  }

  /** Whether continuing is pointless: the lists or texts of the answer exceed a limit, or nobody waits for it. */
  get isSpent(): boolean {
    return this.entriesLeft < 0 || this.charactersLeft < 0 || (this.isLong && this.isGone);
  }

  /**
   * Counts the entries of a list in the answer. @returns false if the limit was exceeded before; the answer is refused as a whole
   * @throws GraphQLError QUERY_TOO_COMPLEX once, for the first list above the limit
   */
  spend(entries: number): boolean {
    if (this.isSpent) return false;
    this.entriesLeft -= entries;
    if (this.entriesLeft < 0) throw tooComplex(`(> ${LIMITS.entries})`);
    if (this.entriesLeft < LIMITS.entries - LONG_ENTRIES) this.isLong = true;
    return true;
  }

  /**
   * Counts a possibly long text in the answer. @returns false if the limit was exceeded before; the answer is refused as a whole
   * @throws GraphQLError ANSWER_TOO_LARGE once, for the first text above the limit
   */
  spendText(characters: number): boolean {
    if (this.isSpent) return false;
    this.charactersLeft -= characters;
    if (this.charactersLeft < 0) throw tooLarge();
    return true;
  }

  /**
   * Counts data that were read for the answer, even if the answer does not contain them. Above the limit no statement is started.
   * @throws GraphQLError ANSWER_TOO_LARGE
   */
  spendRead(bytes: number): void {
    this.readLeft -= bytes;
    this.expectRoom();
  }

  private expectRoom(): void {
    if (this.readLeft < 0) throw tooLarge();
  }

  /** Call before the next answer of a subscription. */
  renew(): void {
    this.readLeft = LIMITS.readBytes;
    this.forget();
    this.entriesLeft = LIMITS.entries;
    this.charactersLeft = LIMITS.answerBytes;
  }

  /** Call after a command: evicts what was loaded before it. */
  forget(): void {
    this.current = undefined;
    this.currentAccess = undefined;
  }
}
