import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupRole } from '#application/starting/issuer-settings.js';
import { isRefused } from '#identity/refusal.js';
import { openVault, type Vault } from '#identity/vault/vault.js';
import { Arrivals } from './arrivals.js';
import type { Identity } from './issuer.js';

Logger.overrideLogger(false);

let folder: string;
let vault: Vault;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-arrivals-'));
  vault = await openVault(folder);
});
afterEach(async () => {
  await vault.close();
  rmSync(folder, { recursive: true, force: true });
});

const arrivals = (roles?: Readonly<Record<string, GroupRole>>): Arrivals =>
  new Arrivals(vault.people, vault.securityLog, { groupsClaim: 'groups', ...(roles ? { roles: new Map(Object.entries(roles)) } : {}) });

const ann = (claims: object = {}): Identity => ({
  subject: 'https://issuer ann',
  claims: { name: 'Ann Lee', email: 'Ann@Example.com', email_verified: true, ...claims },
});

async function invited(email = 'ann@example.com') {
  const account = await vault.people.add({ name: 'Ann', email });
  if (isRefused(account)) throw new Error(account.code);
  return account;
}

/** What the vault keeps of people. */
const stored = async (): Promise<unknown> => [await vault.people.page(100), (await vault.securityLog.page(100)).entries];

async function refusedAndNothingStored(arrival: () => Promise<unknown>, code: string): Promise<void> {
  const before = await stored();
  await expect(arrival()).rejects.toEqual(expect.objectContaining({ code }));
  expect(await stored()).toEqual(before);
}

describe('who comes from the issuer', () => {
  it('is a new person the first time, and the same one from then on, whatever changes there', async () => {
    const first = await arrivals().personOf(ann(), '10.0.0.7');
    expect(first).toMatchObject({ email: 'Ann@Example.com', roles: [] });
    expect(await vault.directory.names([first.id])).toEqual(new Map([[first.id, 'Ann Lee']]));
    expect(await arrivals().personOf(ann({ name: 'Ann Smith', email: 'smith@example.com' }))).toEqual(first);
    expect(await arrivals().personOf({ ...ann({ email: undefined }), subject: 'https://issuer bo' })).not.toMatchObject({ id: first.id });
    expect((await vault.securityLog.page(10)).entries.at(-1)).toMatchObject({ act: 'PERSON_ADDED', about: first.id, from: '10.0.0.7' });
  });

  it('is one person where they arrive twice at the same time', async () => {
    const here = arrivals();
    const all = await Promise.all([1, 2, 3].map(() => here.personOf(ann())));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect((await vault.people.page(10)).accounts).toHaveLength(1);
  });

  it.each(['Ann@Example.com', 'ann@example.com', ' ANN@example.com '])('is who was invited as %s', async (email) => {
    const { id } = await invited();
    expect(await arrivals({ staff: 'MEMBER' }).personOf(ann({ email }))).toMatchObject({ id });
    expect(await vault.people.bySubject('https://issuer ann')).toMatchObject({ id });
  });

  it('is not who was invited as long as the issuer did not verify the address', async () => {
    await invited();
    for (const email_verified of [undefined, false, 'false', 1])
      await refusedAndNothingStored(() => arrivals().personOf(ann({ email_verified })), 'EMAIL_UNVERIFIED');
    expect(await arrivals().personOf(ann({ email_verified: 'true' }))).toBeDefined();
  });

  it('does not take the address that somebody else signs in with, nor one that was not verified', async () => {
    await arrivals().personOf(ann());
    await refusedAndNothingStored(() => arrivals().personOf({ ...ann(), subject: 'https://issuer other' }), 'ACCOUNT_TAKEN');
    const bo = { subject: 'https://issuer bo', claims: { email: 'bo@example.com' } };
    expect(await arrivals().personOf(bo)).not.toHaveProperty('email');
    expect(
      await arrivals().personOf({ subject: 'https://issuer li', claims: { email: 'li@localhost', email_verified: true } }),
    ).toBeDefined();
  });

  it.each([
    ['preferred_username', { name: ' ', preferred_username: 'ann.lee' }, 'ann.lee'],
    ['e-mail address', { name: 'Ann\u202eLee', preferred_username: 7 }, 'Ann@Example.com'],
    ['id there', { name: undefined, email: undefined }, 'ann'],
  ])('is called by the %s if the name cannot be shown', async (_, claims, name) => {
    const { id } = await arrivals().personOf(ann(claims));
    expect(await vault.directory.names([id])).toEqual(new Map([[id, name]]));
  });

  it('does not come in after the access has ended', async () => {
    const { id } = await arrivals().personOf(ann());
    await vault.people.deactivate(id);
    await refusedAndNothingStored(() => arrivals().personOf(ann()), 'PERSON_DEACTIVATED');
    const other = await invited('li@example.com');
    await vault.people.deactivate(other.id);
    const li = { subject: 'https://issuer li', claims: { email: 'li@example.com', email_verified: true } };
    await refusedAndNothingStored(() => arrivals().personOf(li), 'PERSON_DEACTIVATED');
    expect(await vault.people.bySubject(li.subject)).toBeUndefined();
  });
});

describe('who is signed in here', () => {
  it('is joined with the account there, once', async () => {
    const [invitee, other] = [await invited(), await invited('bo@example.com')];
    expect(await arrivals().join(invitee.id, ann({ email_verified: false }))).toMatchObject({ id: invitee.id, subject: ann().subject });
    expect(await arrivals().personOf(ann({ email_verified: false }))).toMatchObject({ id: invitee.id });
    await refusedAndNothingStored(() => arrivals().join(other.id, ann()), 'ACCOUNT_TAKEN');
    await refusedAndNothingStored(() => arrivals().join(invitee.id, { ...ann(), subject: 'https://issuer other' }), 'ACCOUNT_TAKEN');
  });
});

describe('groups of the issuer', () => {
  const mapped = { 'pmo-team': 'ADMINISTRATOR', 审计: 'AUDITOR', staff: 'MEMBER' } as const;

  it('give roles, and take them away, each noted', async () => {
    const here = arrivals(mapped);
    expect(await here.personOf(ann({ groups: ['other', 'pmo-team', '审计'] }))).toMatchObject({ roles: ['ADMINISTRATOR', 'AUDITOR'] });
    expect(await here.personOf(ann({ groups: '审计' }))).toMatchObject({ roles: ['AUDITOR'] });
    expect(await here.personOf(ann({ groups: ['staff'] }))).toMatchObject({ roles: [] });
    expect(await here.personOf(ann({ groups: ['staff'] }))).toMatchObject({ roles: [] });
    const { entries } = await vault.securityLog.page(10, undefined, { act: 'ROLES_CHANGED' });
    expect(entries.map(({ details }) => details?.['roles'])).toEqual([[], ['AUDITOR'], ['ADMINISTRATOR', 'AUDITOR']]);
  });

  it('that are not there take the mapped roles away', async () => {
    const here = arrivals(mapped);
    await here.personOf(ann({ groups: ['pmo-team'] }));
    expect(await here.personOf(ann())).toMatchObject({ roles: [] });
  });

  it('decide only about the roles that are mapped', async () => {
    const { id } = await invited();
    await vault.people.setRoles(id, ['ADMINISTRATOR', 'AUDITOR']);
    expect(await arrivals({ 审计: 'AUDITOR' }).personOf(ann({ groups: [] }))).toMatchObject({ id, roles: ['ADMINISTRATOR'] });
    expect(await arrivals().personOf(ann({ groups: [] }))).toMatchObject({ roles: ['ADMINISTRATOR'] });
  });

  it.each([[undefined], [[]], [['others']], ['others'], [[{ name: 'staff' }]], [{ staff: true }]])(
    'that map to nothing let no stranger in: %j',
    async (groups) => {
      await refusedAndNothingStored(() => arrivals(mapped).personOf(ann({ groups })), 'NO_MAPPED_GROUP');
    },
  );
});
