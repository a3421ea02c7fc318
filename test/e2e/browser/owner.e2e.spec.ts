import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BrowserUnderTest } from './browser-under-test.js';
import { DemoUnderTest } from './demo-under-test.js';

let demo: DemoUnderTest;
let browser: BrowserUnderTest;

beforeAll(async () => {
  [demo, browser] = await Promise.all([DemoUnderTest.start(), BrowserUnderTest.start()]);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

let failed: string | undefined;
/** Runs a test, and keeps what its windows showed if it fails. */
const seen = (name: string, test: () => Promise<void>): void =>
  it(name, async () => {
    failed = name;
    await test();
    failed = undefined;
  });

afterEach(async () => {
  await browser.closeVisits(failed);
  failed = undefined;
});

const TITLE = 'Standard changes reach 60 %';

describe('an owner', () => {
  seen('is led by their link to their work, and moves a date with a reason; without one the form is not sent', async () => {
    const { page, errors } = await demo.visitAs('owner', browser);
    await page.goto(`${demo.url}/my-work`);
    await page.getByRole('button', { name: 'New date' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('New forecast').fill('2027-02-01');
    await dialog.getByRole('button', { name: 'New date' }).click();
    expect(await dialog.getByText('This field is required.').count()).toBe(2);
    await dialog.getByLabel('Why it moves').selectOption('VENDOR');
    await dialog.getByLabel('What happened').fill('The supplier delivers in January.');
    await dialog.getByRole('button', { name: 'New date' }).click();
    await page.getByText(`“${TITLE}” moves to 1 Feb 2027.`).waitFor();
    await page.getByText('1 Feb 2027', { exact: true }).waitFor();
    const forecasts = await demo.ask<Forecasts>(FORECASTS, { title: TITLE });
    expect(forecasts.milestones.nodes).toMatchObject([
      {
        forecast: '2027-02-01',
        reschedules: expect.arrayContaining([expect.objectContaining({ reason: 'The supplier delivers in January.' })]),
      },
    ]);
    expect(errors).toEqual([]);
  });
});

const FORECASTS = `query ($title: String!) {
  milestones(filter: { search: $title }) { nodes { title forecast achievedOn reschedules { reason } } }
}`;
interface Forecasts {
  readonly milestones: { readonly nodes: readonly object[] };
}
