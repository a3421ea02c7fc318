import type { Principal } from '#application/command.js';
import { newUuid } from '#event-sourcing/uuid.js';
import type { Language } from '#read-models/history/summary.js';
import type { AskedCut, Readings } from '#read-models/readings.js';
import { LIMITS } from '../limits/limits.js';
import { tooComplex } from '../limits/validation-rules.js';
import { Loaders, type NamesOf, type ReadingLoaders } from './loaders.js';

/** What one request carries to its resolvers. */
export class RequestContext {
  private madeId: string | undefined;
  /** Set when the views of a command lag: the answer says so in its extensions. */
  pending = false;
  /** Set by what answers otherwise from one moment to the next, such as how far projections are: the answer is not kept. */
  isVolatile = false;
  /** The names that were looked up in the directory, as they were found; undefined: that person has none. */
  readonly namesShown = new Map<string, string | undefined>();
  private current: Loaders | undefined;
  private entriesLeft: number = LIMITS.entries;

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
    return (this.current ??= new Loaders(this.readings, (ids) => this.lookUp(ids), this.gone));
  }

  private async lookUp(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = await this.namesOf(ids);
    for (const id of ids) this.namesShown.set(id, names.get(id));
    return names;
  }

  /** The loaders at a cut, or of the live views. @throws QuestionError DATE_IN_FUTURE */
  at(cut: AskedCut): Promise<ReadingLoaders> {
    return this.loaders.at(cut);
  }

  /** Whether lists of the answer held more than they may: it is refused as a whole. */
  get isSpent(): boolean {
    return this.entriesLeft < 0;
  }

  /**
   * Counts the entries of a list that goes into the answer. False: too many were asked for before; the answer is refused as a whole.
   * @throws GraphQLError QUERY_TOO_COMPLEX once, for the first list that is too much
   */
  spend(entries: number): boolean {
    if (this.isSpent) return false;
    this.entriesLeft -= entries;
    if (this.entriesLeft < 0) throw tooComplex(`(> ${LIMITS.entries})`);
    return true;
  }

  /** Before the next answer of a subscription. */
  renew(): void {
    this.forget();
    this.entriesLeft = LIMITS.entries;
  }

  /** After a command: what was loaded before it may have changed. */
  forget(): void {
    this.current = undefined;
  }
}
