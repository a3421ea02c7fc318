import { describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inWindows } from './windows.js';

const test = inWindows();

/** Far enough from today that nothing becomes overdue while the suite runs. */
const DUE = '2031-05-06';

/** The milestone in a list; the history below names it too, without a button. */
const row = (page: Page, title: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: title, has: page.getByRole('button') })
    .first();

describe('an owner', () => {
  test('moves a date with a reason, without which the form is not sent', async ({ demo, browser }) => {
    const planned = await demo.plan('Move me', DUE);
    const { page, errors } = await demo.visitAs('owner', browser);
    await page.goto(`${demo.url}/my-work`);
    await row(page, 'Move me').getByRole('button', { name: 'New date' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('New forecast').fill('2031-06-01');
    await dialog.getByRole('button', { name: 'New date' }).click();
    expect(await dialog.getByText('This field is required.').count()).toBe(2);
    await dialog.getByLabel('Why it moves').selectOption('VENDOR');
    await dialog.getByLabel('What happened').fill('The supplier delivers in May.');
    await dialog.getByRole('button', { name: 'New date' }).click();
    await page.getByText('“Move me” moves to 1 Jun 2031.').waitFor();
    await row(page, 'Move me').getByText('1 Jun 2031', { exact: true }).waitFor();
    expect(await demo.milestone(planned)).toMatchObject({
      forecast: '2031-06-01',
      reschedules: [{ to: '2031-06-01', reason: 'The supplier delivers in May.', reasonCode: 'VENDOR' }],
    });
    expect(errors).toEqual([]);
  });

  test('says in Chinese that it is done, since when, and where that can be seen', async ({ demo, browser }) => {
    const planned = await demo.plan('完成我', DUE);
    const { page, errors } = await demo.visitAs('owner', browser, { language: 'zh' });
    await page.goto(`${demo.url}/my-work`);
    await row(page, '完成我').getByRole('button', { name: '完成', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('达成日期').fill('2026-11-02');
    await dialog.getByLabel('证据').fill('工单 4711');
    await dialog.getByRole('button', { name: '完成', exact: true }).click();
    await page.getByText('“完成我”已完成。').waitFor();
    await row(page, '完成我').waitFor({ state: 'detached' });
    expect(await demo.milestone(planned)).toMatchObject({ state: 'ACHIEVED', achievedOn: '2026-11-02', evidence: '工单 4711' });
    expect(errors).toEqual([]);
  });

  test('takes back what was tapped by mistake', async ({ demo, browser }) => {
    const planned = await demo.plan('Undo me', DUE);
    const { page } = await demo.visitAs('owner', browser);
    await page.goto(`${demo.url}/my-work`);
    await row(page, 'Undo me').getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await row(page, 'Undo me').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'Undo me').getByRole('button', { name: 'Done' }).waitFor();
    expect(await demo.milestone(planned)).toMatchObject({ state: 'PLANNED', achievedOn: null });
  });

  test('confirms without a connection: it waits, outlasts a closed page, and is recorded once', async ({ demo, browser }) => {
    const planned = await demo.plan('Offline', DUE);
    const { page } = await demo.visitAs('owner', browser, { width: 360, height: 720 });
    await page.goto(`${demo.url}/my-work`);
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.reload();
    await row(page, 'Offline').waitFor();
    await page.context().setOffline(true);
    await row(page, 'Offline').getByRole('button', { name: 'On track' }).click();
    await row(page, 'Offline').getByText('Waiting for a connection').waitFor();
    await page.getByText('No connection.', { exact: false }).waitFor();
    await page.reload();
    await row(page, 'Offline').getByText('Waiting for a connection').waitFor();
    expect(await demo.count('ForecastConfirmed', planned)).toBe(0);
    await page.context().setOffline(false);
    await row(page, 'Offline').getByText('Waiting for a connection').waitFor({ state: 'detached' });
    expect(await demo.count('ForecastConfirmed', planned)).toBe(1);
  });

  test('works by keyboard alone', async ({ demo, browser }) => {
    const planned = await demo.plan('Keys', '2030-01-02');
    const { page } = await demo.visitAs('owner', browser);
    await page.goto(demo.url);
    await page.getByRole('heading', { name: 'Portfolio' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await row(page, 'Keys').waitFor();
    for (let step = 0; step < 20 && !(await focused(page)).includes('Keys'); step++) await page.keyboard.press('j');
    await page.keyboard.press('n');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).toContain('Keys');
    await page.keyboard.press('t');
    await page.getByText('“Keys” is still on track.').waitFor();
    await row(page, 'Keys').getByText('confirmed', { exact: false }).waitFor();
    expect((await demo.milestone(planned)).forecastConfirmedAt).not.toBeNull();
  });

  test('has large buttons and no sideways scrolling on a phone', async ({ demo, browser }) => {
    await demo.plan('A milestone with a title that is much too long for the width of a telephone that is held upright', DUE);
    const { page } = await demo.visitAs('owner', browser, { width: 360, height: 720 });
    await page.goto(`${demo.url}/my-work`);
    const buttons = row(page, 'much too long').getByRole('button');
    await buttons.first().waitFor();
    const sizes = await Promise.all((await buttons.all()).map((button) => button.boundingBox()));
    expect(sizes).toHaveLength(3);
    for (const box of sizes) {
      expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44);
      expect(box!.x + box!.width).toBeLessThanOrEqual(360);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  test('sees the same dates in Los Angeles and in Shanghai', async ({ demo, browser }) => {
    const { initiativeId } = await demo.plan('Dates', DUE);
    const shown = async (timeZone: string): Promise<string[]> => {
      const { page } = await demo.visitAs('owner', browser, { timeZone });
      await page.goto(`${demo.url}/initiatives/${initiativeId}`);
      await page.getByText('was achieved', { exact: false }).first().waitFor();
      return [await page.locator('main').innerText(), ...(await page.locator('main time').allInnerTexts())];
    };
    const there = await shown('America/Los_Angeles');
    expect(there.length).toBeGreaterThan(10);
    expect(there).toEqual(await shown('Asia/Shanghai'));
  });

  test('keeps what was typed when the session ends in the middle of a form', async ({ demo, browser }) => {
    const planned = await demo.plan('Session', DUE);
    const { page } = await demo.visitAs('owner', browser);
    await page.goto(`${demo.url}/initiatives/${planned.initiativeId}`);
    await row(page, 'Session').getByRole('button', { name: 'Done' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Evidence').fill('minutes of the board');
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByText('You have been signed out.', { exact: false }).first().waitFor();
    expect(await dialog.getByLabel('Evidence').inputValue()).toBe('minutes of the board');
    await page.context().addCookies(cookies);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await demo.milestone(planned)).toMatchObject({ state: 'ACHIEVED', evidence: 'minutes of the board' });
  });
});

/** The row that has the focus, or something in it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement.closest('[data-milestone]')?.innerText ?? 'no row'");
