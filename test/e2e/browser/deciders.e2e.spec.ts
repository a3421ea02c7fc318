import { describe, expect } from '@jest/globals';
import { inWindows } from './windows.js';

const test = inWindows();

describe('a PMO', () => {
  test('approves in Chinese what an owner proposed, with a note', async ({ demo, browser }) => {
    const { page, errors } = await demo.visitAs('PMO', browser, { language: 'zh', width: 360, height: 720 });
    await page.goto(`${demo.url}/review`);
    await page.getByRole('button', { name: '批准' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('备注').fill('同意，12 月 4 日为准');
    await dialog.getByRole('button', { name: '批准' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('已批准。').waitFor();
    await page.getByRole('heading', { name: /待审批的基线变更/ }).waitFor({ state: 'detached' });
    const { rebaselines } = await demo.ask<{ rebaselines: { nodes: readonly object[] } }>(
      `{ rebaselines(filter: { states: [APPROVED] }) { nodes { note } } }`,
    );
    expect(rebaselines.nodes).toContainEqual({ note: '同意，12 月 4 日为准' });
    expect(errors).toEqual([]);
  });

  test('launches an initiative from a pasted table, of which nothing is sent until every cell is right', async ({ demo, browser }) => {
    const { page, errors } = await demo.visitAs('PMO', browser);
    await page.goto(demo.url);
    await page.getByRole('link', { name: /Yunchuan Telecom/ }).click();
    await page.getByRole('link', { name: 'Launch initiative' }).click();
    await page.getByLabel('Title', { exact: true }).first().fill('Pasted initiative');
    await page.getByText('Paste from a spreadsheet').click();
    await page.getByLabel('Cells').fill('Title\tBaseline date\tWeight\nPilot\t2031-03-05\t1\nRoll-out\tsoon\t2\n');
    await page.getByRole('button', { name: 'Take these rows over' }).click();
    await page.getByText('2 rows taken over.').first().waitFor();
    await page.getByRole('button', { name: /^Launch with/ }).click();
    await page.getByText('1 milestone has cells to correct. Nothing has been sent.').first().waitFor();
    const sent = () =>
      demo.ask<{ initiatives: { nodes: readonly { milestones: readonly object[] }[] } }>(
        `{ initiatives(filter: { search: "Pasted" }) { nodes { milestones { title baseline weight } } } }`,
      );
    expect((await sent()).initiatives.nodes).toEqual([]);
    await page.getByLabel('Baseline date').last().fill('2031-09-10');
    await page.getByRole('button', { name: /^Launch with/ }).click();
    await page.waitForURL(/\/initiatives\//);
    expect((await sent()).initiatives.nodes).toEqual([
      {
        milestones: [
          { title: 'Pilot', baseline: '2031-03-05', weight: 1 },
          { title: 'Roll-out', baseline: '2031-09-10', weight: 2 },
        ],
      },
    ]);
    expect(errors).toEqual([]);
  });
});

describe('a lead', () => {
  test('acknowledges the drift of the own pillar, on a phone', async ({ demo, browser }) => {
    const { page, errors } = await demo.visitAs('lead', browser, { width: 360, height: 720 });
    await page.goto(`${demo.url}/review`);
    await page.getByRole('button', { name: 'Acknowledge' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('The change board meets weekly from now on.');
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { driftEpisodes } = await demo.ask<{ driftEpisodes: { nodes: readonly object[] } }>(
      `{ driftEpisodes(filter: { states: [OPEN] }) { nodes { acknowledgement } } }`,
    );
    expect(driftEpisodes.nodes).toEqual([{ acknowledgement: 'The change board meets weekly from now on.' }]);
    expect(errors).toEqual([]);
  });
});

describe('an address', () => {
  test('that leads nowhere says so, be it no id, an unknown id or no page at all', async ({ demo, browser }) => {
    const { page } = await demo.visitAs('auditor', browser);
    for (const address of [
      '/programs/1',
      '/initiatives/00000000-0000-4000-8000-000000000000',
      '/programs/00000000-0000-4000-8000-000000000000',
      '/review/2',
    ]) {
      await page.goto(demo.url + address);
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    }
  });

  test('with a filter that does not exist shows the page without it', async ({ demo, browser }) => {
    const { page } = await demo.visitAs('auditor', browser);
    await page.goto(`${demo.url}/?status=ABANDONED&order=luck`);
    await page.getByRole('link', { name: /Yunchuan Telecom/ }).waitFor();
  });

  test('asks a stranger to sign in, and shows nothing', async ({ demo, browser }) => {
    const { page } = await browser.visit();
    await page.goto(`${demo.url}/people`);
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
    expect(await page.getByText('Yunchuan').count()).toBe(0);
  });
});
