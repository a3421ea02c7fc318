import { describe, expect } from '@jest/globals';
import type { DemoUnderTest } from './demo-under-test.js';
import { inWindows } from './windows.js';

const test = inWindows();

const INITIATIVES = 20;
/** As many as one initiative may have. */
const EACH = 500;

describe('a program with 10,000 milestones', () => {
  test('is read to its last milestone by keyboard, and draws only the rows in sight', async ({ demo, browser }) => {
    const programId = await largeProgram(demo);
    const { page, errors } = await browser.visit({ as: await (await demo.visitAs('auditor', browser)).session() });
    await page.goto(`${demo.url}/programs/${programId}`);
    await page.getByRole('button', { name: 'All', exact: true }).last().click();
    const list = page.getByRole('listbox');
    await page.getByText(/^6,?\d+ of 10,?000 milestones are late/).waitFor({ timeout: 50_000 });
    await list.focus();
    await page.keyboard.press('End');
    const last = list.locator(`[aria-posinset="${INITIATIVES * EACH}"]`);
    await last.waitFor({ state: 'attached' });
    expect(await last.textContent()).toMatch(/^Milestone \d+-\d+: baseline/);
    expect(await list.getByRole('option').count()).toBeLessThan(100);
    expect(errors).toEqual([]);
  });
});

/** Charters a program that the auditor of the example may see, with one pillar of many milestones. @returns its id */
async function largeProgram(demo: DemoUnderTest): Promise<string> {
  const { programs } = await demo.ask<{ programs: { nodes: [{ members: readonly { role: string; person: { id: string } }[] }] } }>(
    '{ programs { nodes { members { role person { id } } } } }',
  );
  const auditor = programs.nodes[0].members.find(({ role }) => role === 'AUDITOR')!.person.id;
  const { charterProgram } = await demo.ask<{ charterProgram: { program: { id: string } } }>(
    'mutation ($input: CharterProgramInput!) { charterProgram(input: $input) { program { id } userErrors { message } } }',
    { input: { name: 'Large', sponsorId: auditor, startsOn: '2026-01-01', endsOn: '2027-12-31', timeZone: 'Asia/Shanghai' } },
  );
  const programId = charterProgram.program.id;
  for (let initiative = 0; initiative < INITIATIVES; initiative++)
    await demo.ask('mutation ($input: LaunchInitiativeInput!) { launchInitiative(input: $input) { userErrors { message } } }', {
      input: {
        programId,
        pillar: 'TECHNOLOGY',
        title: `Initiative ${String(initiative).padStart(2, '0')}`,
        milestones: Array.from({ length: EACH }, (_, index) => ({
          title: `Milestone ${initiative}-${index}`,
          due: new Date(Date.UTC(2026, 1, 1 + index)).toISOString().slice(0, 10),
        })),
      },
    });
  await demo.ask('mutation ($input: GrantRoleInput!) { grantRole(input: $input) { userErrors { message } } }', {
    input: { programId, personId: auditor, role: 'AUDITOR' },
  });
  return programId;
}
