import { setMaxListeners } from 'node:events';

/** How much may be at work and wait at one time. What is left out has no bound. */
export interface CostBounds {
  /** Of the cost of what is at work; something alone is always begun. */
  readonly inAll: number;
  readonly perAsker?: number;
  /** Of the number of works that wait. */
  readonly waitingInAll?: number;
  readonly waitingPerAsker?: number;
  /** That one may wait. */
  readonly waitMs?: number;
}

/** Work was not begun: too many waited already, its turn did not come in time, or who asked for it has gone. */
export class NoTurn extends Error {
  constructor(readonly reason: 'full' | 'late' | 'gone') {
    super(`No turn: ${reason}`);
    this.name = 'NoTurn';
  }
}

export interface Work<T> {
  readonly cost?: number;
  /** Of who asked: work whose turn has not come when it is aborted is not begun. */
  readonly signal?: AbortSignal | undefined;
  /** @param waited whether others were before it */
  readonly begin: (waited: boolean) => Promise<T>;
}

interface Waiting {
  readonly cost: number;
  readonly begin: () => void;
  readonly giveUp: (reason: NoTurn['reason']) => void;
}

/** Work of a bounded cost at once. Whoever asks for a lot does not keep the others waiting: those who ask take turns. */
export class CostQueue<Asker> {
  /** The one whose turn is next comes first. */
  private readonly queues = new Map<Asker, Waiting[]>();
  private readonly atWork = new Map<Asker, number>();
  private costAtWork = 0;
  private waiting = 0;

  constructor(private readonly bounds: CostBounds) {}

  /** Does the work when its turn has come. @throws NoTurn where it does not come, and whatever the work throws */
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
        // Perhaps it was what the others waited for.
        this.next();
      };
      const entry: Waiting = { cost, begin, giveUp };
      let timer: NodeJS.Timeout | undefined;
      this.add(asker, entry);
      this.next();
      // The turn may have come at once.
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
      // Behind those who wait, too.
      if (this.queues.delete(asker)) this.queues.set(asker, queue);
      this.charge(asker, entry.cost);
      entry.begin();
    }
  }

  /** Whose turn it is, if there is room for it. Nobody overtakes who waits for room; who waits for their own work is passed over. */
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
