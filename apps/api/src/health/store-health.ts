import { sayIn } from '#application/starting/language.js';
import { wordingKey, type Language } from '#domain/language.js';
import type { Wording } from '#application/starting/start-problem.js';
import { within } from '#async/within.js';
import { EVENT_STORE, type EventStore, type EventStoreError } from '#event-sourcing/store/event-store.js';
import { messageOf } from '#projection-engine/database/database-errors.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { Inject, Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';

/** The stores that are down, and what that means. */
export type StoresDown<Words = string> = { readonly [store in 'eventStore' | 'database']?: Words };

const eventStoreDown: Wording = {
  en: 'The event store does not answer: commands fail, queries go on.',
  zh: '事件存储没有应答：命令会失败，查询不受影响。',
};
const databaseDown: Wording = {
  en: 'The database does not answer: queries and commands fail.',
  zh: '数据库没有应答：查询和命令都会失败。',
};

/** A store counts as down if it has not answered for so many milliseconds. */
const ANSWER_MS = 2_000;

/** Checks whether both stores of the clustered mode answer, and whether the embedded store can be written. */
@Injectable()
export class StoreHealth {
  readonly clustered: boolean;
  private asking: Promise<StoresDown<Wording>> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly events: EventStore,
    private readonly database: ViewsDatabase,
    config: ConfigService,
  ) {
    this.clustered = Boolean(config.get<string>('EVENTSTORE_URL'));
  }

  /** Describes the known damage: commands and rebuilds that need the damaged events fail. */
  damaged(language: Language): readonly string[] {
    return (this.events.damage ?? []).map(({ message, zh = message }) => sayIn(language)(zh, message));
  }

  /** The stores that are down. Concurrent calls share one check. */
  async down(language: Language): Promise<StoresDown> {
    const down = await (this.asking ??= (this.clustered ? this.ask() : this.askOwn()).finally(() => (this.asking = undefined)));
    return Object.fromEntries(Object.entries(down).map(([store, words]) => [store, words[wordingKey(language)]]));
  }

  /** Checks the files of this process: whether a command could succeed. */
  private async askOwn(): Promise<StoresDown<Wording>> {
    try {
      await this.events.probe?.();
      return {};
    } catch (error) {
      const en = messageOf(error);
      const zh = (error as Partial<EventStoreError>).zh ?? en;
      return { eventStore: { en: `Commands fail, queries go on: ${en}`, zh: `命令会失败，查询不受影响：${zh}` } };
    }
  }

  private async ask(): Promise<StoresDown<Wording>> {
    const [events, database] = await Promise.all([answers(this.eventStoreAnswers()), answers(this.database.select('SELECT 1'))]);
    return {
      ...(events ? {} : { eventStore: eventStoreDown }),
      ...(database ? {} : { database: databaseDown }),
    };
  }

  /**
   * Reads a stream that does not exist, which costs the leader nothing. Reading the last event could mean scanning everything that other
   * applications wrote since.
   */
  private async eventStoreAnswers(): Promise<void> {
    for await (const _ of this.events.read('health', { limit: 1 })) return;
  }
}

function answers(work: Promise<unknown>): Promise<boolean> {
  const answered = work.then(
    () => true,
    () => false,
  );
  return within(ANSWER_MS, answered, () => false);
}
