import { FairQueue } from '#async/fair-queue.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { Audience } from './audience.js';
import type { WaitingChange } from './changes.js';
import type { Subscriber } from './subscriber.js';

/** The arguments of a subscription that is ready to be executed. */
export interface SharedArgs extends ExecutionArgs {
  /** A key that is the same for all subscriptions that get the same answers. */
  readonly question: string;
  /** The id of the person who subscribes. */
  readonly asker: string;
  /** Aborted when the subscriber has left. */
  readonly gone: AbortController;
  readonly contextValue: Pick<RequestContext, 'renew' | 'access'>;
}

/** The subscriptions of one process. Subscribers of the same question form one audience, and all audiences take turns. */
export class SharedSubscriptions {
  private readonly audiences = new Map<string, Promise<Audience | ExecutionResult>>();

  constructor(readonly turns = new FairQueue()) {}

  /** Like graphql's `subscribe`, but loaded data is evicted after each event, so that each answer reads the views again. */
  async subscribe(args: SharedArgs): Promise<Subscriber | ExecutionResult> {
    const { question, asker } = args;
    const opening = this.audiences.get(question) ?? this.open(args);
    this.audiences.set(question, opening);
    const audience = await opening.catch((error: unknown) => {
      this.forget(question, opening);
      throw error;
    });
    if (!(audience instanceof Audience)) {
      this.forget(question, opening);
      return audience;
    }
    // The other subscribers of this audience have left meanwhile.
    if (audience.isOver) return this.subscribe(args);
    return audience.join(asker);
  }

  private async open(args: SharedArgs): Promise<Audience | ExecutionResult> {
    const { question, asker, gone, contextValue } = args;
    const changes = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in changes)) return changes;
    const opened = this.audiences.get(question);
    const answerTo = async (change: StoredEvent): Promise<ExecutionResult | undefined> => {
      contextValue.renew();
      const { programId } = change.metadata;
      // A role may have ended since the subscription began, and a subscription to all programs hears of those that are not shown.
      if (programId !== undefined && !(await contextValue.access.sees(programId))) return undefined;
      return execute({ ...args, rootValue: change });
    };
    const programme = { changes: (changes as AsyncIterable<WaitingChange>)[Symbol.asyncIterator](), answerTo, asker, gone };
    return new Audience(programme, this.turns, () => this.forget(question, opened));
  }

  private forget(question: string, opening: Promise<unknown> | undefined): void {
    if (this.audiences.get(question) === opening) this.audiences.delete(question);
  }
}
