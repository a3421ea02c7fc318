import { describe, expect } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Visit } from './browser-under-test.js';
import { everyPage } from './pages.js';
import { inWindows } from './windows.js';

const test = inWindows();

const AXE = readFileSync(createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/** Both languages, both themes, and a phone. */
const LOOKS: readonly Visit[] = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'zh', theme: 'light', width: 360, height: 720 },
  { language: 'en', theme: 'dark', width: 360, height: 720 },
];

describe('every page', () => {
  for (const look of LOOKS)
    test(`has nothing serious to axe, no error and no sideways scrolling: ${JSON.stringify(look)}`, async ({ demo, browser }) => {
      const { page, errors } = await demo.visitAs('PMO', browser, look);
      const found: unknown[] = [];
      for (const { name, address } of await everyPage(demo)) {
        await page.goto(demo.url + address);
        await page.locator('main h1').waitFor();
        await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
        // Through the debugger: the page's policy lets no other script in.
        await page.evaluate(AXE);
        const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
        for (const { id, impact, nodes } of violations)
          if (impact === 'serious' || impact === 'critical')
            found.push({ name, id, at: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)) });
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (width > (look.width ?? 1280)) found.push({ name, width });
      }
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
    });
});
