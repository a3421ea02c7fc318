import { CostQueue, NoTurn } from '#async/cost-queue.js';
import { QuestionError } from '#read-models/question-error.js';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { LIMITS } from '../limits/limits.js';

const { waiting } = LIMITS;

const queueOf = ({ perPerson, inAll }: { readonly perPerson: number; readonly inAll: number }): CostQueue<string> =>
  new CostQueue({ inAll, perAsker: perPerson, waitingPerAsker: waiting.perPerson, waitingInAll: waiting.inAll, waitMs: waiting.ms });

/** Whether the error means that the server is busy: too many operations run and wait already. */
export const isBusy = (error: unknown): boolean => error instanceof GraphQLError && error.extensions['isBusy'] === true;

/**
 * Limits how many operations run at one time, for each person and in total. A person with too many has to wait, people take turns, and
 * small operations do not wait for long ones.
 */
export class Admission {
  private readonly small = queueOf(LIMITS.costAtWork.small);
  private readonly long = queueOf(LIMITS.costAtWork.long);

  /**
   * Runs the work when its turn has come. @param begin receives whether the operation had to wait
   * @throws GraphQLError RATE_LIMITED; QuestionError READ_INTERRUPTED if nobody waits for the answer any more
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
