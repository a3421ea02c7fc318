// npm run screens: writes a picture of every page to docs/screens, for people who look at them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import buildPrograms from '../../support/build-programs.mjs';
import { BrowserUnderTest, type Visit } from './browser-under-test.js';
import { DemoUnderTest, type Role } from './demo-under-test.js';
import { everyPage } from './pages.js';

const LOOKS: Readonly<Record<string, Visit>> = {
  en: { language: 'en' },
  zh: { language: 'zh' },
  dark: { language: 'en', theme: 'dark' },
  phone: { language: 'zh', width: 360, height: 720 },
};

/** Who has most to see on a page; a PMO has on the others. */
const SEEN_BY: Readonly<Record<string, Role>> = { 'my-work': 'owner' };

await buildPrograms({ rootDir: process.cwd() });
const browser = await BrowserUnderTest.start('own');
try {
  for (const language of ['en', 'zh'] as const) {
    const demo = await DemoUnderTest.start(language);
    try {
      for (const [look, visit] of Object.entries(LOOKS)) if (visit.language === language) await writePictures(demo, look, visit);
    } finally {
      await demo.stop();
    }
  }
} finally {
  await browser.close();
}

async function writePictures(demo: DemoUnderTest, look: string, visit: Visit): Promise<void> {
  const folder = join('docs/screens', look);
  mkdirSync(folder, { recursive: true });
  for (const { name, address } of await everyPage(demo)) {
    const { page } = await demo.visitAs(SEEN_BY[name] ?? 'PMO', browser, visit);
    await page.goto(demo.url + address);
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    // A phone shows its navigation at the bottom of the window, not of the page.
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: look !== 'phone' });
    await browser.closeVisits();
  }
}
