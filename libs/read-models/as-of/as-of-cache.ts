import type { Position } from '#event-sourcing/event.js';
import { knownAt } from '../history/known-at.js';
import { condition, every } from '../paging/condition.js';
import type { Page } from '../paging/page.js';
import { readingFrom, type Reading } from '../reading.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import { FoldedSource } from './folded-source.js';
import type { Question, AsOfSnapshot } from './question.js';

type Anything = (...asked: readonly unknown[]) => Promise<unknown>;

/** How many snapshots stay folded, and of how many events together: some 600 bytes each. */
const KEPT = { cuts: 4, events: 200_000 };

interface CachedFold {
  readonly view: AsOfSnapshot;
  readonly source: FoldedSource;
  readonly reading: Reading;
  /**
   * The snapshot has been checked up to this position: no event between its head and here lies before the as-of point, so it is still
   * right.
   */
  through: Position;
  /** How many questions use this entry at the moment. */
  questions: number;
}

/** The as-of cache: views as of an instant, folded at the first question about it. The most recently used ones stay folded. */
export class AsOfCache {
  /** The entries, most recently used last. */
  private kept: readonly CachedFold[] = [];

  constructor(
    private readonly journal: Pick<ReadDatabase, 'select'>,
    private readonly most = KEPT,
  ) {}

  /** Answers a question with plain data: a page without its `totalCount`. @throws whatever the question throws */
  async answer({ view, subject, question, asked, counts }: Question): Promise<unknown> {
    const folded = await this.at(view);
    try {
      const questions = folded.reading[subject] as unknown as Readonly<Record<string, Anything>>;
      const answer = await questions[question]!(...asked);
      if (question !== 'page') return answer;
      const { totalCount, ...page } = answer as Page<unknown>;
      return counts ? await totalCount() : page;
    } finally {
      folded.questions--;
      this.forgetOldest();
    }
  }

  /** Finds or makes the entry for a snapshot and counts one more question that uses it. */
  private async at(view: AsOfSnapshot): Promise<CachedFold> {
    if (!this.found(view)) await this.lookOn(view);
    const folded = this.found(view) ?? this.fold(view);
    this.kept = [...this.kept.filter((other) => other !== folded), folded];
    folded.questions++;
    return folded;
  }

  private found({ cut, instant, head }: AsOfSnapshot): CachedFold | undefined {
    return this.kept.find(({ view, through }) => isSame(view.cut, cut) && view.instant === instant && view.head <= head && head <= through);
  }

  /** Finds an entry that is still right for a later head: the past changes only if an import adds events to it. */
  private async lookOn({ cut, instant, head }: AsOfSnapshot): Promise<void> {
    const before = this.kept.findLast(({ view, through }) => isSame(view.cut, cut) && view.instant === instant && through < head);
    if (!before) return;
    const { sql, parameters } = every([condition('j.position > ? and j.position <= ?', before.through, head), ...knownAt(cut)]);
    const added = await this.journal.select(`select 1 from journal j where ${sql} limit 1`, parameters);
    if (added.length === 0 && before.through < head) before.through = head;
  }

  private fold(view: AsOfSnapshot): CachedFold {
    const source = new FoldedSource(this.journal, view);
    return { view, source, reading: readingFrom(source), through: view.head, questions: 0 };
  }

  private forgetOldest(): void {
    const { length } = this.kept;
    const events = this.kept.reduce((sum, { source }) => sum + source.events, 0);
    if (length <= this.most.cuts && (length === 1 || events <= this.most.events)) return;
    const oldest = this.kept.find(({ questions }) => questions === 0);
    if (!oldest) return;
    this.kept = this.kept.filter((other) => other !== oldest);
    oldest.source.close();
    this.forgetOldest();
  }
}

const isSame = (one: AsOfSnapshot['cut'], other: AsOfSnapshot['cut']): boolean =>
  one.asOf === other.asOf && one.asRecordedAt === other.asRecordedAt;
