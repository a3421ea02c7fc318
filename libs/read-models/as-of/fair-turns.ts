import { QuestionError } from '../question-error.js';

interface Waiting {
  readonly begin: () => void;
  readonly giveUp: () => void;
}

/** Of one who asks. */
interface Queue {
  readonly waiting: Waiting[];
  readonly forget: () => void;
}

/** Stays to the end. */
const nobody = new AbortController().signal;

/** Work at most so much at once. Whoever asks for a lot does not keep the others waiting: those who ask take turns. */
export class FairTurns {
  /** The one whose turn is next comes first. */
  private readonly queues = new Map<AbortSignal, Queue>();
  private underWay = 0;

  constructor(private readonly most: number) {}

  /**
   * @param signal of who asks; work whose turn has not come when it is aborted is not begun
   * @throws QuestionError READ_INTERRUPTED where it was aborted
   */
  async take<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    await this.turn(signal ?? nobody);
    try {
      return await work();
    } finally {
      this.underWay--;
      this.next();
    }
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(new QuestionError('READ_INTERRUPTED', 'Nobody waits for the answer'));
      if (signal.aborted) return giveUp();
      this.queueOf(signal).waiting.push({ begin: resolve, giveUp });
      this.next();
    });
  }

  private next(): void {
    const [first] = this.queues;
    if (!first || this.underWay >= this.most) return;
    const [signal, queue] = first;
    this.queues.delete(signal);
    this.underWay++;
    queue.waiting.shift()!.begin();
    if (queue.waiting.length > 0) this.queues.set(signal, queue);
    else queue.forget();
    this.next();
  }

  private queueOf(signal: AbortSignal): Queue {
    const known = this.queues.get(signal);
    if (known) return known;
    const abort = (): void => {
      this.queues.delete(signal);
      for (const { giveUp } of queue.waiting) giveUp();
    };
    const queue: Queue = { waiting: [], forget: () => signal.removeEventListener('abort', abort) };
    signal.addEventListener('abort', abort, { once: true });
    this.queues.set(signal, queue);
    return queue;
  }
}
