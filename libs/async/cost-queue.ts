import { setMaxListeners } from 'node:events';

/** How much work may run and wait at one time. An undefined bound is no bound. */
export interface CostBounds {
  /** The greatest total cost of running work; a single piece may exceed it if nothing else runs. */
  readonly inAll: number;
  readonly perAsker?: number;
  /** How many pieces of work may wait in total. */
  readonly waitingInAll?: number;
  readonly waitingPerAsker?: number;
  /** How long a piece of work may wait, in milliseconds. */
  readonly waitMs?: number;
}

/** Thrown for work that was not started: too many waited already, it waited too long, or its caller has gone. */
export class NoTurn extends Error {
  constructor(readonly reason: 'full' | 'late' | 'gone') {
    super(`No turn: ${reason}`);
    this.name = 'NoTurn';
  }
}

export interface Work<T> {
  readonly cost?: number;
  /** Aborted when the caller has gone: work that still waits is then not started. */
  readonly signal?: AbortSignal | undefined;
  /** Starts the work. @param waited whether it had to wait */
  readonly begin: (waited: boolean) => Promise<T>;
}

interface Waiting {
  readonly cost: number;
  readonly begin: () => void;
  readonly giveUp: (reason: NoTurn['reason']) => void;
}

/**
 * A queue that limits the total cost of running work and is fair: callers take turns, so that one with much work does not delay the others.
 */
export class CostQueue<Asker> {
  /** The waiting work by caller; the caller whose turn is next comes first. */
  private readonly queues = new Map<Asker, Waiting[]>();
  private readonly atWork = new Map<Asker, number>();
  private costAtWork = 0;
  private waiting = 0;

  constructor(private readonly bounds: CostBounds) {}

  /** Runs the work when its turn has come. @throws NoTurn if it is not started, and whatever the work throws */
  async take<T>(asker: Asker, { cost = 1, signal, begin }: Work<T>): Promise<T> {
    const waited = await this.turn(asker, cost, signal);
    try {
      return await begin(waited);
    } finally {
      this.charge(asker, -cost);
      this.next();
    }
  }

  private turn(asker: Asker, cost: number, signal: AbortSignal | undefined): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new NoTurn('gone'));
      let state: 'new' | 'waiting' | 'settled' = 'new';
      const gone = (): void => giveUp('gone');
      const settle = (): void => {
        state = 'settled';
        clearTimeout(timer);
        signal?.removeEventListener('abort', gone);
      };
      const begin = (): void => {
        const waited = state === 'waiting';
        settle();
        resolve(waited);
      };
      const giveUp = (reason: NoTurn['reason']): void => {
        settle();
        this.remove(asker, entry);
        reject(new NoTurn(reason));
        // Others may have waited for the work that was just removed.
        this.next();
      };
      const entry: Waiting = { cost, begin, giveUp };
      let timer: NodeJS.Timeout | undefined;
      this.add(asker, entry);
      this.next();
      // The work may have been started at once.
      if ((state as string) === 'settled') return;
      if (this.isFull(asker)) return giveUp('full');
      state = 'waiting';
      if (signal) setMaxListeners(0, signal);
      signal?.addEventListener('abort', gone, { once: true });
      const { waitMs } = this.bounds;
      if (waitMs !== undefined) timer = setTimeout(() => giveUp('late'), waitMs);
    });
  }

  private add(asker: Asker, entry: Waiting): void {
    const queue = this.queues.get(asker);
    if (queue) queue.push(entry);
    else this.queues.set(asker, [entry]);
    this.waiting += 1;
  }

  private remove(asker: Asker, entry: Waiting): void {
    const queue = this.queues.get(asker)!;
    queue.splice(queue.indexOf(entry), 1);
    if (queue.length === 0) this.queues.delete(asker);
    this.waiting -= 1;
  }

  private isFull(asker: Asker): boolean {
    const { waitingInAll = Infinity, waitingPerAsker = Infinity } = this.bounds;
    return this.waiting > waitingInAll || this.queues.get(asker)!.length > waitingPerAsker;
  }

  private next(): void {
    for (let found = this.following(); found; found = this.following()) {
      const [asker, entry] = found;
      const queue = this.queues.get(asker)!;
      this.remove(asker, entry);
      // Moves the caller to the end of the queue.
      if (this.queues.delete(asker)) this.queues.set(asker, queue);
      this.charge(asker, entry.cost);
      entry.begin();
    }
  }

  /**
   * The next piece of work, if there is room for it. Nobody overtakes a caller who waits for room; a caller who waits for their own work is
   * skipped.
   */
  private following(): [Asker, Waiting] | undefined {
    const { inAll, perAsker = Infinity } = this.bounds;
    for (const [asker, [entry]] of this.queues) {
      const own = this.atWork.get(asker) ?? 0;
      if (own > 0 && own + entry!.cost > perAsker) continue;
      return this.costAtWork === 0 || this.costAtWork + entry!.cost <= inAll ? [asker, entry!] : undefined;
    }
    return undefined;
  }

  private charge(asker: Asker, cost: number): void {
    const own = (this.atWork.get(asker) ?? 0) + cost;
    if (own > 0) this.atWork.set(asker, own);
    else this.atWork.delete(asker);
    this.costAtWork += cost;
  }
}
