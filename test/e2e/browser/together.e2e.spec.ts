import { describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inWindows } from './windows.js';

const test = inWindows();

const DUE = '2031-05-06';

/** The milestone in a list; the history below names it too, without a button. */
const row = (page: Page, title: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: title, has: page.getByRole('button') })
    .first();

const reschedule = `mutation ($input: RescheduleMilestoneInput!) { rescheduleMilestone(input: $input) { userErrors { message } } }`;

describe('two people at once', () => {
  test('see what the other does, without a reload and where they stand in the page', async ({ demo, browser }) => {
    const planned = await demo.plan('Seen by both', DUE);
    const owner = await demo.visitAs('owner', browser);
    const pmo = await demo.visitAs('PMO', browser, { language: 'zh', height: 500 });
    await pmo.page.goto(`${demo.url}/initiatives/${planned.initiativeId}`);
    await row(pmo.page, 'Seen by both').scrollIntoViewIfNeeded();
    await row(pmo.page, 'Seen by both').getByText('2031年5月6日').first().waitFor();
    const stands = await pmo.page.evaluate<number>('scrollY');
    await owner.page.goto(`${demo.url}/my-work`);
    await row(owner.page, 'Seen by both').getByRole('button', { name: 'New date' }).click();
    const dialog = owner.page.getByRole('dialog');
    await dialog.getByLabel('New forecast').fill('2031-07-08');
    await dialog.getByLabel('Why it moves').selectOption('SCOPE');
    await dialog.getByLabel('What happened').fill('More branches take part.');
    await dialog.getByRole('button', { name: 'New date' }).click();
    await row(pmo.page, 'Seen by both').getByText('2031年7月8日').first().waitFor();
    expect(await pmo.page.evaluate<number>('scrollY')).toBe(stands);
    expect([...owner.errors, ...pmo.errors]).toEqual([]);
  });

  test('are told in an open form what the other changed, and do not overrule it unseen', async ({ demo, browser }) => {
    const planned = await demo.plan('Conflict', DUE);
    const { page } = await demo.visitAs('PMO', browser);
    await page.goto(`${demo.url}/initiatives/${planned.initiativeId}`);
    await row(page, 'Conflict').getByRole('button', { name: 'Done' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Evidence').fill('signed');
    await demo.ask(reschedule, {
      input: {
        initiativeId: planned.initiativeId,
        milestoneId: planned.milestoneId,
        forecast: '2031-09-09',
        reasonCode: 'SCOPE',
        reason: 'more',
      },
    });
    await dialog.getByText('Somebody has changed this while the form was open.').waitFor();
    expect(await dialog.locator('del').allInnerTexts()).toEqual(['6 May 2031']);
    expect(await dialog.locator('ins').allInnerTexts()).toEqual(['9 Sept 2031']);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.getByRole('alert').last().waitFor();
    expect(await demo.milestone(planned)).toMatchObject({ state: 'PLANNED' });
    await dialog.getByRole('button', { name: 'I have seen it' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await demo.milestone(planned)).toMatchObject({ state: 'ACHIEVED', evidence: 'signed' });
  });

  test('miss nothing of what the other did while their connection was lost', async ({ demo, browser }) => {
    const planned = await demo.plan('Lost', DUE);
    const { page } = await demo.visitAs('PMO', browser);
    await page.goto(`${demo.url}/initiatives/${planned.initiativeId}`);
    await row(page, 'Lost').getByText('6 May 2031').first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('No connection.', { exact: false }).waitFor();
    await demo.ask(reschedule, {
      input: {
        initiativeId: planned.initiativeId,
        milestoneId: planned.milestoneId,
        forecast: '2031-10-10',
        reasonCode: 'VENDOR',
        reason: 'late',
      },
    });
    expect(await row(page, 'Lost').getByText('10 Oct 2031').count()).toBe(0);
    await page.context().setOffline(false);
    await row(page, 'Lost').getByText('10 Oct 2031').first().waitFor();
    await page.getByText('No connection.', { exact: false }).waitFor({ state: 'detached' });
  });
});
