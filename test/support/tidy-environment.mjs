import { setTimeout as pause } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';
import { offerPackages } from './bundled-packages.mjs';

/** How long closed resources of a suite may take to disappear, in milliseconds. */
const PATIENCE_MS = 10_000;
const STEP_MS = 20;

/**
 * Fails a suite that leaves a socket, server, child process, thread or timer open: otherwise the Jest worker would not exit, and nothing
 * would say which suite or resource was the cause.
 */
export default class TidyEnvironment extends TestEnvironment {
  #before = [];
  #rootDir;
  #threads = new Set();
  #failed = false;
  /** Node has no list of threads but reports each new one. */
  #note = (thread) => {
    this.#threads.add(thread);
    thread.once('exit', () => this.#threads.delete(thread));
  };

  constructor(config, context) {
    super(config, context);
    this.#rootDir = config.projectConfig.rootDir;
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.#failed = true;
  }

  async setup() {
    await super.setup();
    offerPackages(this.context, this.#rootDir);
    this.#before = process.getActiveResourcesInfo();
    process.on('worker', this.#note);
  }

  async teardown() {
    await super.teardown();
    let left = this.#left();
    for (let waited = 0; left.length > 0 && waited < PATIENCE_MS; waited += STEP_MS) {
      await pause(STEP_MS);
      left = this.#left();
    }
    process.off('worker', this.#note);
    // If a test failed half-way, its error is more useful than the list of open resources.
    if (left.length > 0 && !this.#failed) throw new Error(`The suite leaves open: ${left.join(', ')}. Close it in afterAll.`);
  }

  /** The kinds of resources that keep the process alive now and did not before the suite, each as often as there are more of them. */
  #left() {
    const before = [...this.#before];
    const more = process.getActiveResourcesInfo().filter((kind) => {
      const found = before.indexOf(kind);
      if (found >= 0) before.splice(found, 1);
      return found < 0;
    });
    return [...more, ...Array.from(this.#threads, () => 'Worker')];
  }
}
