import { SingleBar } from 'cli-progress';
import { escaped } from '#application/starting/escaped.js';

/** Shows how far a long piece of work is. Never on stdout: that is for results. */
export interface Progress {
  /**
   * @param total undefined: nobody knows
   * @param shown how a number is written
   */
  start(label: string, total: number | undefined, shown?: (value: number) => string): void;
  /** @param done of the total given at the start */
  update(done: number): void;
  stop(): void;
}

export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Bytes as people read them. */
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

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

  start(name: string, total: number | undefined, shown: (value: number) => string = String): void {
    this.stop();
    // The bar puts values in place of what stands in braces.
    const label = escaped(name).replaceAll('{', '(').replaceAll('}', ')');
    this.#bar = new SingleBar({
      format: total === undefined ? `${label} {value}` : `${label} [{bar}] {value}/{total}`,
      stream: this.output,
      formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? shown(value) : String(value)),
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
  #running:
    { readonly label: string; readonly total: string | undefined; readonly shown: (value: number) => string; done: number } | undefined;

  constructor(private readonly output: ProgressOutput) {}

  start(name: string, total: number | undefined, shown: (value: number) => string = String): void {
    this.stop();
    const label = escaped(name);
    const whole = total === undefined ? undefined : shown(total);
    this.#running = { label, total: whole, shown, done: 0 };
    this.output.write(whole === undefined ? `${label} …\n` : `${label} (${whole}) …\n`);
  }

  update(done: number): void {
    if (this.#running) this.#running.done = done;
  }

  stop(): void {
    if (this.#running) {
      const { label, done, total, shown } = this.#running;
      this.output.write(total === undefined ? `${label} ${shown(done)}\n` : `${label} ${shown(done)}/${total}\n`);
    }
    this.#running = undefined;
  }
}

/** For work whose progress nobody looks at. */
export const noProgress: Progress = { start: () => undefined, update: () => undefined, stop: () => undefined };
