import { EVENT_STORE, type EventStore } from '#event-sourcing/event-store.js';
import { messageOf } from '#projection-engine/database/database-errors.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { Inject, Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';

/** Which store does not do its work, and what that means. */
export interface StoresDown {
  readonly eventStore?: string;
  readonly database?: string;
}

/** A store that has not answered for so long counts as down. */
const PATIENCE_MS = 2_000;

/** Asks both stores of the clustered mode whether they are there, and the embedded one whether it can be written. */
@Injectable()
export class StoreHealth {
  readonly clustered: boolean;
  private asking: Promise<StoresDown> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly events: EventStore,
    private readonly database: ViewsDatabase,
    config: ConfigService,
  ) {
    this.clustered = Boolean(config.get<string>('EVENTSTORE_URL'));
  }

  /** What is known to be damaged, in words: commands and rebuilds that need it fail. */
  get damaged(): readonly string[] {
    return (this.events.damage ?? []).map(({ message }) => message);
  }

  /** Those that ask at the same time share an answer. */
  down(): Promise<StoresDown> {
    return (this.asking ??= (this.clustered ? this.ask() : this.askOwn()).finally(() => (this.asking = undefined)));
  }

  /** Of the files of this process: whether a command can succeed. */
  private async askOwn(): Promise<StoresDown> {
    try {
      await this.events.probe?.();
      return {};
    } catch (error) {
      return { eventStore: `Commands fail, queries go on: ${messageOf(error)}` };
    }
  }

  private async ask(): Promise<StoresDown> {
    const [events, database] = await Promise.all([answers(this.eventStoreAnswers()), answers(this.database.select('SELECT 1'))]);
    return {
      ...(events ? {} : { eventStore: 'The event store does not answer: commands fail, queries go on.' }),
      ...(database ? {} : { database: 'The database does not answer: queries and commands fail.' }),
    };
  }

  /** A stream that is not there costs the leader nothing. The last event would lie behind all that others wrote since. */
  private async eventStoreAnswers(): Promise<void> {
    for await (const _ of this.events.read('health', { limit: 1 })) return;
  }
}

function answers(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), PATIENCE_MS)));
  const answered = work.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, patience]).finally(() => clearTimeout(timer));
}
