import { CostQueue, NoTurn } from '#async/cost-queue.js';
import { QuestionError } from '#read-models/question-error.js';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { LIMITS } from '../limits/limits.js';

const { waiting } = LIMITS;

const queueOf = ({ perPerson, inAll }: { readonly perPerson: number; readonly inAll: number }): CostQueue<string> =>
  new CostQueue({ inAll, perAsker: perPerson, waitingPerAsker: waiting.perPerson, waitingInAll: waiting.inAll, waitMs: waiting.ms });

/** Too much is at work and waits already. */
export const isBusy = (error: unknown): boolean => error instanceof GraphQLError && error.extensions['isBusy'] === true;

/**
 * Bounds what is at work at one time, of each person and in all. Whoever has too much at work waits, and people take turns; small
 * operations do not wait for long ones.
 */
export class Admission {
  private readonly small = queueOf(LIMITS.costAtWork.small);
  private readonly long = queueOf(LIMITS.costAtWork.long);

  /**
   * Does the work when its turn has come. @param begin is told whether others were before it
   * @throws GraphQLError RATE_LIMITED, QuestionError READ_INTERRUPTED where nobody waits for the answer any more
   */
  async admit<T>(cost: number, context: RequestContext, begin: (waited: boolean) => Promise<T>): Promise<T> {
    const isLong = cost > LIMITS.smallCost;
    if (isLong) context.isLong = true;
    try {
      return await (isLong ? this.long : this.small).take(context.principal.id, { cost, begin, signal: context.signal() });
    } catch (error) {
      if (!(error instanceof NoTurn)) throw error;
      if (error.reason === 'gone') throw new QuestionError('READ_INTERRUPTED', 'Nobody waits for the answer');
      throw new GraphQLError('RATE_LIMITED', { extensions: { code: 'RATE_LIMITED', isBusy: true } });
    }
  }
}
