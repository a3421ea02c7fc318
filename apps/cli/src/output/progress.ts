import { SingleBar } from 'cli-progress';
import { escaped } from '#application/starting/escaped.js';

/** Shows how far a long piece of work is. Never on stdout: that is for results. */
export interface Progress {
  /** @param total undefined: nobody knows */
  start(label: string, total: number | undefined): void;
  /** @param done of the total given at the start */
  update(done: number): void;
  stop(): void;
}

export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Of the process: where signals come in. */
export type Signals = Pick<NodeJS.Process, 'once' | 'removeListener' | 'kill' | 'pid'>;

/** A bar on a terminal; anywhere else one plain line at the start and one at the end. */
export const progressOn = (output: ProgressOutput & NodeJS.WritableStream, signals: Signals = process): Progress =>
  output.isTTY === true ? new BarProgress(output, signals) : new LineProgress(output);

const ENDINGS = ['SIGINT', 'SIGTERM'] as const;

class BarProgress implements Progress {
  #bar: SingleBar | undefined;

  constructor(
    private readonly output: NodeJS.WritableStream,
    private readonly signals: Signals,
  ) {}

  start(name: string, total: number | undefined): void {
    this.stop();
    // The bar puts values in place of what stands in braces.
    const label = escaped(name).replaceAll('{', '(').replaceAll('}', ')');
    this.#bar = new SingleBar({
      format: total === undefined ? `${label} {value}` : `${label} [{bar}] {value}/{total}`,
      stream: this.output,
      hideCursor: true,
      clearOnComplete: false,
    });
    for (const signal of ENDINGS) this.signals.once(signal, this.#end);
    this.#bar.start(total ?? 0, 0);
  }

  update(done: number): void {
    this.#bar?.update(done);
  }

  stop(): void {
    for (const signal of ENDINGS) this.signals.removeListener(signal, this.#end);
    this.#bar?.stop();
    this.#bar = undefined;
  }

  /** The bar hides the cursor and cuts long lines: the terminal is given back as it was, then the signal does what it would have done. */
  readonly #end = (signal: NodeJS.Signals): void => {
    this.stop();
    this.signals.kill(this.signals.pid, signal);
  };
}

export class LineProgress implements Progress {
  #running: { readonly label: string; readonly total: number | undefined; done: number } | undefined;

  constructor(private readonly output: ProgressOutput) {}

  start(name: string, total: number | undefined): void {
    this.stop();
    const label = escaped(name);
    this.#running = { label, total, done: 0 };
    this.output.write(total === undefined ? `${label} …\n` : `${label} (${total}) …\n`);
  }

  update(done: number): void {
    if (this.#running) this.#running.done = done;
  }

  stop(): void {
    if (this.#running) {
      const { label, done, total } = this.#running;
      this.output.write(total === undefined ? `${label} ${done}\n` : `${label} ${done}/${total}\n`);
    }
    this.#running = undefined;
  }
}

/** For work whose progress nobody looks at. */
export const noProgress: Progress = { start: () => undefined, update: () => undefined, stop: () => undefined };
