import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM } from '../../support/chromium.mjs';

const FOLDER = join(process.cwd(), CHROMIUM);

/** Where the picture and the console of a page are kept when its test fails. */
const KEPT = join(process.cwd(), 'node_modules/.cache/evenkeel/browser-failures');

/** Longer than anything takes on a busy machine. */
const DEADLINE_MS = 20_000;

export interface Visit {
  readonly language?: 'en' | 'zh';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** IANA name of the time zone that the browser is in. */
  readonly timeZone?: string;
  /** The cookies of somebody who has signed in before. */
  readonly as?: Session;
}

/** What a browser keeps of somebody who has signed in. */
export type Session = NonNullable<BrowserContextOptions['storageState']>;

/** One Chromium for a suite. Each visitor has cookies and storage of their own. */
export class BrowserUnderTest {
  private readonly visitors: Visitor[] = [];

  private constructor(private readonly browser: Browser) {}

  /** @param fonts those of the package, the same on every machine, which have no Chinese; or those of this machine, for pictures */
  static async start(fonts: 'packaged' | 'own' = 'packaged'): Promise<BrowserUnderTest> {
    const browser = await chromium.launch({
      executablePath: join(FOLDER, 'chromium'),
      // Without these it looks for the network, and for a sandbox that containers do not give.
      args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: FOLDER,
        LD_LIBRARY_PATH: join(FOLDER, 'al2023/lib'),
        ...(fonts === 'packaged' && { FONTCONFIG_PATH: join(FOLDER, 'fonts') }),
      },
    });
    return new BrowserUnderTest(browser);
  }

  /** Opens a window. Close it with the test; `keepFailures` closes all of them. */
  async visit({
    language = 'en',
    theme = 'light',
    width = 1280,
    height = 800,
    timeZone = 'Asia/Shanghai',
    as,
  }: Visit = {}): Promise<Visitor> {
    const context = await this.browser.newContext({
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      colorScheme: theme,
      viewport: { width, height },
      hasTouch: width < 600,
      timezoneId: timeZone,
      acceptDownloads: true,
      ...(as && { storageState: as }),
    });
    context.setDefaultTimeout(DEADLINE_MS);
    const visitor = new Visitor(await context.newPage());
    this.visitors.push(visitor);
    return visitor;
  }

  /**
   * Closes the windows of a test.
   * @param failed the name of the test if it failed: then the picture and the console of each window are kept
   */
  async closeVisits(failed?: string): Promise<void> {
    for (const [index, visitor] of this.visitors.splice(0).entries()) {
      if (failed !== undefined) await visitor.keep(`${failed.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}-${index}`);
      await visitor.page.context().close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** A window, and what its console said. */
export class Visitor {
  /** Errors of the console and of scripts. A test that expects none compares it with []. */
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  /** Keeps a picture and the console for whoever looks at a failed test. */
  async keep(name: string): Promise<void> {
    mkdirSync(KEPT, { recursive: true });
    await this.page.screenshot({ path: join(KEPT, `${name}.png`), fullPage: true }).catch(() => undefined);
    writeFileSync(join(KEPT, `${name}.txt`), [this.page.url(), ...this.errors].join('\n'));
  }

  /** The cookies and the storage, for another window of the same person. */
  session(): Promise<Session> {
    return this.page.context().storageState();
  }
}
