import { afterAll, afterEach, beforeAll, it } from '@jest/globals';
import { BrowserUnderTest } from './browser-under-test.js';
import { DemoUnderTest } from './demo-under-test.js';

/** The demo and the browser of a suite. */
export interface Windows {
  readonly demo: DemoUnderTest;
  readonly browser: BrowserUnderTest;
}

/**
 * Starts the demo and a browser before the tests of a suite, and stops them after.
 * @returns what defines a test: its windows are closed after it, and what they showed is kept if it failed
 */
export function inWindows(): (name: string, test: (windows: Windows) => Promise<void>) => void {
  let windows: Windows;
  let failed: string | undefined;
  beforeAll(async () => {
    const [demo, browser] = await Promise.all([DemoUnderTest.start(), BrowserUnderTest.start()]);
    windows = { demo, browser };
  });
  afterEach(async () => {
    await windows.browser.closeVisits(failed);
    failed = undefined;
  });
  afterAll(async () => {
    await windows?.browser.close();
    await windows?.demo.stop();
  });
  return (name, test) =>
    it(name, async () => {
      failed = name;
      await test(windows);
      failed = undefined;
    });
}
