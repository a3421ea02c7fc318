import { SingleBar } from 'cli-progress';
import { escaped } from '#application/starting/escaped.js';

/** Shows the progress of long work. Never on stdout, which is for results. */
export interface Progress {
  /**
   * @param total undefined: unknown
   * @param shown formats a number
   */
  start(label: string, total: number | undefined, shown?: (value: number) => string): void;
  /** @param done the part of the total that is done */
  update(done: number): void;
  stop(): void;
}

export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Formats bytes for people. */
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The part of the process that receives signals. */
export type Signals = Pick<NodeJS.Process, 'once' | 'removeListener' | 'kill' | 'pid'>;

/** Shows a progress bar on a terminal; elsewhere one plain line at the start and one at the end. */
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
    // The bar replaces names in braces by values, so braces in the label are changed.
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

  /** The bar hides the cursor and cuts long lines. This restores the terminal, then lets the signal have its usual effect. */
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

/** For work whose progress is not shown. */
export const noProgress: Progress = { start: () => undefined, update: () => undefined, stop: () => undefined };
