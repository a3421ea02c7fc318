import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { PostgresUnderTest } from '#testing/postgres.js';
import { publicIdOf } from './access-tokens.js';
import type { Account } from '../people/people.js';
import { isRefused } from '../refusal.js';
import { digest } from './secrets.js';
import { openPostgresVault, openVault, type Vault } from '../vault/vault.js';

let server: PostgresUnderTest;
beforeAll(async () => {
  server = await PostgresUnderTest.start();
});
afterAll(() => server.remove());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe.each(['a folder', 'PostgreSQL'])('people and their access in %s', (kind) => {
  let folder: string;
  let database: string;
  let time: number;
  const open: Vault[] = [];
  const now = (): string => new Date(time).toISOString();
  const vault = async (): Promise<Vault> => {
    const opened = await (kind === 'a folder' ? openVault(folder, now) : openPostgresVault(database, folder, now));
    open.push(opened);
    return opened;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'evenkeel-access-'));
    database = await server.database();
    time = Date.parse('2026-03-02T08:00:00.000Z');
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const added = async ({ people }: Vault, name: string, more: object = {}): Promise<Account> => {
    const account = await people.add({ name, ...more });
    if (isRefused(account)) throw new Error(account.code);
    return account;
  };

  const invited = async (one: Vault, person: string): Promise<string> => {
    const made = await one.invitations.make({ person, by: 'pmo', kind: 'invitation', purposes: [{ programId: 'p', role: 'PMO' }] });
    if (isRefused(made)) throw new Error(made.code);
    return made.secret;
  };

  describe('a person', () => {
    it('is known by an opaque id, the name in the directory', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann', { email: ' Ann@Example.com ', roles: ['AUDITOR'] });
      expect(ann).toMatchObject({ email: 'Ann@Example.com', roles: ['AUDITOR'], addedAt: now() });
      expect(await one.directory.names([ann.id])).toEqual(new Map([[ann.id, 'Ann']]));
      expect((await one.people.byIds([ann.id, 'nobody'])).get(ann.id)).toEqual(ann);
      expect(await one.people.add({ id: ann.id, name: 'Other' })).toEqual({ code: 'PERSON_EXISTS', field: ['personId'] });
    });

    it('has an e-mail address that nobody else has, however it is written', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann', { email: 'Ann+pmo@Bücher.example' });
      for (const same of ['ann+PMO@bücher.example', 'ann+pmo@xn--bcher-kva.example', 'ANN+PMO@BÜCHER.EXAMPLE'])
        expect(await one.people.add({ name: 'Other', email: same })).toEqual({ code: 'EMAIL_TAKEN', field: ['email'] });
      expect((await one.people.byEmail('ann+pmo@XN--BCHER-KVA.example'))?.id).toBe(ann.id);
      expect(await one.people.byEmail('ann@bücher.example')).toBeUndefined();
      await added(one, 'Other', { email: 'ann@bücher.example' });
      for (const wrong of [
        'ann',
        '@example.com',
        'ann@',
        'a b@example.com',
        'ann@localhost',
        'ann@-x.com',
        'a..b@example.com',
        'ann@ex_ample.com',
      ])
        expect([wrong, await one.people.add({ name: 'Other', email: wrong })]).toEqual([
          wrong,
          { code: 'EMAIL_INVALID', field: ['email'] },
        ]);
      expect((await one.people.page(10)).accounts).toHaveLength(2);
    });

    it('is listed in pages', async () => {
      const one = await vault();
      for (let n = 0; n < 5; n++) await added(one, `Person ${n}`);
      const first = await one.people.page(2);
      const second = await one.people.page(2, first.next);
      const third = await one.people.page(2, second.next);
      expect([first, second, third].map(({ accounts }) => accounts.length)).toEqual([2, 2, 1]);
      expect(third.next).toBeUndefined();
      expect(new Set([first, second, third].flatMap(({ accounts }) => accounts.map(({ id }) => id))).size).toBe(5);
    });

    it('loses every access at once when deactivated, and gets in again only by a new link', async () => {
      const one = await vault();
      const other = await vault();
      const ann = await added(one, 'Ann');
      const session = (await one.sessions.make(ann.id))!;
      const made = await one.accessTokens.make({ person: ann.id, name: 'report', write: true });
      if (isRefused(made)) throw new Error(made.code);
      const link = await invited(one, ann.id);
      expect(await one.tokens.verify(made.token)).toMatchObject({ id: ann.id });
      expect(await one.people.deactivate(ann.id)).toMatchObject({ deactivatedAt: now() });
      for (const each of [one, other]) {
        expect(await each.sessions.verify(session.secret)).toBeUndefined();
        expect(await each.tokens.verify(made.token)).toBeUndefined();
        expect(await each.invitations.look(link)).toEqual({ code: 'LINK_REVOKED' });
      }
      expect(await one.sessions.make(ann.id)).toBeUndefined();
      expect(await one.accessTokens.make({ person: ann.id, name: 'more', write: false })).toMatchObject({ code: 'PERSON_NOT_FOUND' });
      expect(await one.people.reactivate(ann.id)).not.toHaveProperty('deactivatedAt');
      expect(await one.tokens.verify(made.token)).toBeUndefined();
      expect(await one.invitations.accept(await invited(one, ann.id))).toHaveProperty('secret');
    });

    it('signs in as one subject of the issuer, who is one person', async () => {
      const one = await vault();
      const [ann, bo] = [await added(one, 'Ann'), await added(one, 'Bo', { subject: 'https://issuer bo' })];
      expect(await one.people.setSubject(ann.id, 'https://issuer ann')).toMatchObject({ id: ann.id });
      expect(await one.people.setSubject(ann.id, 'https://issuer ann')).toMatchObject({ id: ann.id });
      expect(await one.people.setSubject(ann.id, 'https://issuer other')).toEqual({ code: 'SUBJECT_SET' });
      expect(await one.people.bySubject('https://issuer ann')).toMatchObject({ id: ann.id });
      expect(await one.people.add({ name: 'Bo again', subject: 'https://issuer bo' })).toMatchObject({ code: 'PERSON_EXISTS' });
      expect(await one.people.bySubject('https://issuer bo')).toMatchObject({ id: bo.id });
    });

    it('who is deactivated or forgotten leaves no way in by a link that they made for others', async () => {
      const one = await vault();
      for (const end of ['deactivate', 'forget'] as const) {
        const [pmo, other] = [await added(one, 'PMO'), await added(one, 'Other')];
        const made = await one.invitations.make({ person: other.id, by: pmo.id, kind: 'invitation', purposes: [] });
        if (isRefused(made)) throw new Error(made.code);
        await one.people[end](pmo.id);
        expect([end, await one.invitations.accept(made.secret)]).toEqual([end, { code: 'LINK_REVOKED' }]);
      }
    });

    it('who was invited is joined with an issuer’s subject only if nobody came in as that person', async () => {
      const one = await vault();
      const invitedOnly = await added(one, 'Invited', { email: 'ceo@corp.example' });
      const link = await invited(one, invitedOnly.id);
      expect(await one.people.linkInvited(invitedOnly.id, 'https://issuer ceo')).toMatchObject({ id: invitedOnly.id });
      expect(await one.invitations.accept(link)).toEqual({ code: 'LINK_REVOKED' });
      expect(await one.people.linkInvited(invitedOnly.id, 'https://issuer other')).toEqual({ code: 'SUBJECT_SET' });
      // Whoever is in may have given an address that is not theirs.
      const mallory = await added(one, 'Mallory');
      await one.invitations.accept(await invited(one, mallory.id));
      await one.sessions.endAll(mallory.id);
      await one.people.setEmail(mallory.id, 'cfo@corp.example');
      expect(await one.people.linkInvited(mallory.id, 'https://issuer cfo')).toEqual({ code: 'ACCOUNT_USED' });
      const withToken = await added(one, 'Tool');
      await one.accessTokens.make({ person: withToken.id, name: 'x', write: false });
      expect(await one.people.linkInvited(withToken.id, 'https://issuer tool')).toEqual({ code: 'ACCOUNT_USED' });
    });

    it('cannot be the administrator of the token or Evenkeel itself', async () => {
      const { people } = await vault();
      for (const id of ['administrator', 'evenkeel'])
        expect(await people.add({ id, name: 'Mallory' })).toEqual({ code: 'PERSON_ID_RESERVED', field: ['personId'] });
    });

    it('who never signed in is forgotten too', async () => {
      const one = await vault();
      await one.directory.set('p-7', 'Ann Secret');
      expect(await one.people.forget('p-7')).toMatchObject({ id: 'p-7', deactivatedAt: now(), forgottenAt: now() });
      expect(await one.directory.names(['p-7'])).toEqual(new Map([['p-7', '']]));
      expect(await one.people.add({ id: 'p-7', name: 'Ann Secret' })).toMatchObject({ code: 'PERSON_FORGOTTEN' });
    });

    it('who was forgotten gets no e-mail address any more', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann');
      await one.people.forget(ann.id);
      expect(await one.people.setEmail(ann.id, 'ann@example.com')).toMatchObject({ code: 'PERSON_FORGOTTEN' });
    });

    it('who is removed after a refusal keeps the name that history showed before', async () => {
      const one = await vault();
      await one.directory.set('p-8', 'Bo');
      await added(one, 'Bob', { id: 'p-8' });
      await one.people.remove('p-8', 'Bo');
      expect(await one.directory.names(['p-8'])).toEqual(new Map([['p-8', 'Bo']]));
      expect((await one.people.byIds(['p-8'])).size).toBe(0);
    });

    it('is forgotten: only the id stays', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann', { email: 'ann@example.com', subject: 'https://issuer ann' });
      await one.sessions.make(ann.id, 'the browser of Ann');
      await one.securityLog.note({ act: 'NAME_CHANGED', who: 'root', about: ann.id, details: { from: 'Anna', to: 'Ann' } });
      await one.securityLog.note({ act: 'SIGNED_IN', who: ann.id, from: '10.0.0.7' });
      await one.securityLog.note({ act: 'HANDED_OVER', who: ann.id, about: 'bo', details: { to: 'cai' } });
      expect(await one.people.forget(ann.id)).toEqual({ id: ann.id, roles: [], addedAt: now(), deactivatedAt: now(), forgottenAt: now() });
      expect(await one.directory.names([ann.id])).toEqual(new Map([[ann.id, '']]));
      expect(JSON.stringify(await one.transfer.contents())).not.toMatch(/Ann|ann@|10\.0\.0\.7/);
      expect((await one.securityLog.page(10)).entries.map(({ act }) => act)).toEqual(expect.arrayContaining(['SIGNED_IN', 'NAME_CHANGED']));
      // What they did to others stays in the trail.
      expect((await one.securityLog.page(10, undefined, { act: 'HANDED_OVER' })).entries).toMatchObject([
        { who: ann.id, details: { to: 'cai' } },
      ]);
      expect(await one.people.reactivate(ann.id)).toMatchObject({ code: 'PERSON_FORGOTTEN' });
      expect(await one.people.forget('nobody')).toMatchObject({ code: 'PERSON_NOT_FOUND' });
    });
  });

  describe('a link', () => {
    it('is looked at without being used, then signs in once', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann', { roles: ['ADMINISTRATOR'] });
      const secret = await invited(one, ann.id);
      for (let time = 0; time < 3; time++)
        expect(await one.invitations.look(secret)).toMatchObject({
          person: ann.id,
          by: 'pmo',
          purposes: [{ programId: 'p', role: 'PMO' }],
        });
      const made = await one.invitations.accept(secret, 'a browser');
      if (isRefused(made)) throw new Error(made.code);
      expect(made.holder).toEqual({ id: ann.id, administrator: true, session: made.session.id });
      expect(await one.sessions.verify(made.secret)).toEqual(made.holder);
      for (const again of [await one.invitations.accept(secret), await one.invitations.look(secret)])
        expect(again).toEqual({ code: 'LINK_USED' });
    });

    it('signs in only one of many that open it at the same time, in several processes', async () => {
      const vaults = [await vault(), await vault()];
      const ann = await added(vaults[0]!, 'Ann');
      const secret = await invited(vaults[0]!, ann.id);
      const tried = await Promise.all(Array.from({ length: 8 }, (_, n) => vaults[n % 2]!.invitations.accept(secret)));
      expect(tried.filter((one) => !isRefused(one))).toHaveLength(1);
      expect(await vaults[0]!.sessions.of(ann.id)).toHaveLength(1);
    });

    it('holds for 72 hours, until it is revoked or a newer one is made', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann');
      const first = await invited(one, ann.id);
      const second = await invited(one, ann.id);
      expect(await one.invitations.look(first)).toEqual({ code: 'LINK_REVOKED' });
      time += 72 * HOUR - 1;
      expect(await one.invitations.look(second)).toMatchObject({ person: ann.id });
      time += 1;
      for (const late of [await one.invitations.look(second), await one.invitations.accept(second)])
        expect(late).toEqual({ code: 'LINK_EXPIRED' });
      const third = await invited(one, ann.id);
      const [listed] = await one.invitations.open({ by: 'pmo' });
      expect(await one.invitations.revoke(listed!.id)).toMatchObject({ revokedAt: now() });
      expect(await one.invitations.accept(third)).toEqual({ code: 'LINK_REVOKED' });
      expect(await one.invitations.open()).toEqual([]);
    });

    it('that is malformed or unknown says so', async () => {
      const { invitations } = await vault();
      for (const wrong of ['', 'x', 'x'.repeat(44), "'; drop table"])
        expect(await invitations.look(wrong)).toEqual({ code: 'LINK_MALFORMED' });
      expect(await invitations.accept('x'.repeat(43))).toEqual({ code: 'LINK_UNKNOWN' });
      expect(await invitations.make({ person: 'nobody', by: 'pmo', kind: 'device', purposes: [] })).toMatchObject({
        code: 'PERSON_NOT_FOUND',
      });
    });
  });

  describe('a session', () => {
    it('holds for 30 days after its last use', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann');
      const { secret } = (await one.sessions.make(ann.id))!;
      for (let use = 0; use < 3; use++) {
        time += 29 * DAY;
        // Another process, which has kept nothing.
        const other = await vault();
        expect(await other.sessions.verify(secret)).toMatchObject({ id: ann.id });
        await other.close();
      }
      time += 30 * DAY;
      expect(await (await vault()).sessions.verify(secret)).toBeUndefined();
      expect(await one.sessions.of(ann.id)).toEqual([]);
    });

    it('is listed, and ended one by one or all but this one', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann');
      const made = [];
      for (const device of ['phone', 'laptop', 'tablet']) made.push((await one.sessions.make(ann.id, device))!);
      expect((await one.sessions.of(ann.id)).map(({ device }) => device).toSorted()).toEqual(['laptop', 'phone', 'tablet']);
      for (const { secret } of made) expect(await one.sessions.verify(secret)).toBeDefined();
      expect(await one.sessions.end('another', made[0]!.session.id)).toBe(false);
      expect(await one.sessions.verify(made[0]!.secret)).toBeDefined();
      expect(await one.sessions.end(ann.id, made[0]!.session.id)).toBe(true);
      expect(await one.sessions.verify(made[0]!.secret)).toBeUndefined();
      await one.sessions.endAll(ann.id, made[1]!.session.id);
      expect(await Promise.all(made.map(async ({ secret }) => (await one.sessions.verify(secret)) !== undefined))).toEqual([
        false,
        true,
        false,
      ]);
    });
  });

  describe('an access token', () => {
    it('stands for its owner within its scope, and only its hash is stored', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann', { roles: ['AUDITOR'] });
      const made = await one.accessTokens.make({ person: ann.id, name: 'Power BI', write: false, programs: ['p'] });
      if (isRefused(made)) throw new Error(made.code);
      const { token, accessToken } = made;
      expect(publicIdOf(token)).toBe(accessToken.id);
      expect(await one.tokens.verify(token)).toEqual({
        ...{ id: ann.id, administrator: false, auditor: true, token: accessToken.id },
        scope: { write: false, programs: ['p'] },
      });
      for (const wrong of [`${token}x`, token.slice(0, -1), `ek_${accessToken.id}_${'x'.repeat(43)}`])
        expect(await one.tokens.verify(wrong)).toBeUndefined();
      const { access_tokens: stored } = await one.transfer.contents();
      expect(stored[0]!.hash).toEqual(digest(token));
      expect(JSON.stringify(stored)).not.toContain(token.slice(16));
    });

    it('expires, is revoked, and says when it was last used', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann');
      const expiresAt = new Date(time + DAY).toISOString();
      const made = await one.accessTokens.make({ person: ann.id, name: 'script', write: true, expiresAt });
      const lasting = await one.accessTokens.make({ person: ann.id, name: 'CLI', write: true });
      if (isRefused(made) || isRefused(lasting)) throw new Error('refused');
      expect(await one.accessTokens.make({ person: ann.id, name: 'late', write: true, expiresAt: now() })).toMatchObject({
        code: 'EXPIRY_IN_PAST',
      });
      expect(await one.tokens.verify(made.token)).toBeDefined();
      time += DAY;
      expect(await one.tokens.verify(made.token)).toBeUndefined();
      await one.close();
      const other = await vault();
      expect((await other.accessTokens.of(ann.id)).find(({ id }) => id === made.accessToken.id)?.usedAt).toBe('2026-03-02T08:00:00.000Z');
      expect(await other.tokens.verify(lasting.token)).toBeDefined();
      expect(await other.accessTokens.revoke('another', lasting.accessToken.id)).toBeUndefined();
      expect(await other.tokens.verify(lasting.token)).toBeDefined();
      expect(await other.accessTokens.revoke(ann.id, lasting.accessToken.id)).toMatchObject({ revokedAt: now() });
      expect(await other.tokens.verify(lasting.token)).toBeUndefined();
    });

    it('is one of at most a hundred that hold', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann');
      for (let n = 0; n < 100; n++) await one.accessTokens.make({ person: ann.id, name: `${n}`, write: false });
      expect(await one.accessTokens.make({ person: ann.id, name: 'more', write: false })).toEqual({ code: 'TOO_MANY_TOKENS' });
      await one.accessTokens.revoke(ann.id, (await one.accessTokens.of(ann.id))[0]!.id);
      expect(await one.accessTokens.make({ person: ann.id, name: 'more', write: false })).toHaveProperty('token');
    });
  });

  describe('the secret address of a calendar', () => {
    it('stands for its owner, reads only, and only its hash is stored', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann', { roles: ['AUDITOR'] });
      const made = [await one.calendarAddresses.make(ann.id), await one.calendarAddresses.make(ann.id, 'p')];
      const [own, program] = made.map((address) => {
        if (isRefused(address)) throw new Error(address.code);
        return address;
      });
      expect(await one.calendarAddresses.verify(own!.secret)).toEqual({
        ...{ id: ann.id, administrator: false, auditor: true, scope: { write: false }, calendar: own!.calendarAddress.id },
      });
      expect(await one.calendarAddresses.verify(program!.secret)).toMatchObject({ scope: { write: false, programs: ['p'] } });
      for (const wrong of [`${own!.secret}x`, `ekc_${own!.calendarAddress.id}_${'x'.repeat(43)}`, 'ekc_'])
        expect(await one.calendarAddresses.verify(wrong)).toBeUndefined();
      // Neither kind is ever taken for the other.
      expect(await one.tokens.verify(own!.secret)).toBeUndefined();
      const token = await one.accessTokens.make({ person: ann.id, name: 'report', write: false });
      expect(await one.calendarAddresses.verify(isRefused(token) ? '' : token.token)).toBeUndefined();
      const { calendar_addresses: stored } = await one.transfer.contents();
      expect(stored.map(({ hash }) => hash)).toEqual(expect.arrayContaining([digest(own!.secret), digest(program!.secret)]));
      expect(JSON.stringify(stored)).not.toContain(own!.secret.slice(16));
    });

    it('is replaced by the next one for the same, taken back, and ends with its owner’s access', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann');
      const make = async (programId?: string): Promise<{ secret: string; id: string }> => {
        const made = await one.calendarAddresses.make(ann.id, programId);
        if (isRefused(made)) throw new Error(made.code);
        return { secret: made.secret, id: made.calendarAddress.id };
      };
      const holds = async ({ secret }: { secret: string }): Promise<boolean> => (await one.calendarAddresses.verify(secret)) !== undefined;
      const [first, other] = [await make(), await make('p')];
      expect([await holds(first), await holds(other)]).toEqual([true, true]);
      const second = await make();
      expect([await holds(first), await holds(second), await holds(other)]).toEqual([false, true, true]);
      expect(await one.calendarAddresses.revoke('another', other.id)).toBeUndefined();
      expect(await one.calendarAddresses.revoke(ann.id, other.id)).toMatchObject({ programId: 'p' });
      expect([await holds(second), await holds(other)]).toEqual([true, false]);
      await one.people.deactivate(ann.id);
      expect(await holds(second)).toBe(false);
      await one.people.reactivate(ann.id);
      expect(await holds(second)).toBe(false);
      expect(await one.calendarAddresses.make('nobody')).toEqual({ code: 'PERSON_NOT_FOUND' });
    });

    it('says when it was last used', async () => {
      const one = await vault();
      const ann = await added(one, 'Ann');
      const made = await one.calendarAddresses.make(ann.id);
      if (isRefused(made)) throw new Error(made.code);
      await one.calendarAddresses.verify(made.secret);
      await one.close();
      expect((await (await vault()).calendarAddresses.of(ann.id))[0]).toMatchObject({ id: made.calendarAddress.id, usedAt: now() });
    });
  });

  describe('the security log', () => {
    it('lists what happened, the newest first, of one person or act', async () => {
      const { securityLog } = await vault();
      for (const [who, about] of [
        ['root', 'ann'],
        ['root', 'bo'],
        ['ann', undefined],
      ] as const) {
        time += 1_000;
        await securityLog.note({ act: about ? 'INVITED' : 'SIGNED_IN', who, about, from: '127.0.0.1', details: { n: 1 } });
      }
      const first = await securityLog.page(2);
      expect(first.entries).toMatchObject([
        { act: 'SIGNED_IN', who: 'ann', at: now(), from: '127.0.0.1', details: { n: 1 }, times: 1 },
        { act: 'INVITED', who: 'root', about: 'bo' },
      ]);
      expect((await securityLog.page(2, first.next)).entries).toMatchObject([{ about: 'ann' }]);
      expect((await securityLog.page(9, undefined, { person: 'ann' })).entries).toHaveLength(2);
      expect((await securityLog.page(9, undefined, { act: 'INVITED' })).entries).toHaveLength(2);
    });

    it('tells failures of different kinds apart', async () => {
      const { securityLog } = await vault();
      for (const code of ['LINK_USED', 'LINK_REVOKED', 'LINK_USED'])
        await securityLog.note({ act: 'SIGN_IN_FAILED', from: '10.0.0.1', details: { code } });
      expect((await securityLog.page(9)).entries.map(({ details, times }) => [details?.['code'], times]).toSorted()).toEqual([
        ['LINK_REVOKED', 1],
        ['LINK_USED', 2],
      ]);
    });

    it('counts the failures of one address within a minute as one entry', async () => {
      const { securityLog } = await vault();
      for (let n = 0; n < 5; n++) await securityLog.note({ act: 'SIGN_IN_FAILED', from: '10.0.0.1' });
      await securityLog.note({ act: 'SIGN_IN_FAILED', from: '10.0.0.2' });
      time += 60_000;
      await securityLog.note({ act: 'SIGN_IN_FAILED', from: '10.0.0.1' });
      expect((await securityLog.page(9)).entries.map(({ from, times }) => [from, times]).toSorted()).toEqual([
        ['10.0.0.1', 1],
        ['10.0.0.1', 5],
        ['10.0.0.2', 1],
      ]);
    });
  });

  it('the security log forgets what is older than three years when the vault is opened', async () => {
    const one = await vault();
    await one.securityLog.note({ act: 'SIGNED_IN', who: 'ann' });
    time += 3 * 365 * DAY;
    expect((await (await vault()).securityLog.page(9)).entries).toHaveLength(1);
    time += 1;
    expect((await (await vault()).securityLog.page(9)).entries).toEqual([]);
  });

  it('goes over into another vault of either kind with every access', async () => {
    const one = await vault();
    const ann = await added(one, 'Ann', { email: 'ann@example.com' });
    const session = (await one.sessions.make(ann.id))!;
    const made = await one.accessTokens.make({ person: ann.id, name: 'script', write: true });
    const link = await invited(one, ann.id);
    await one.securityLog.note({ act: 'SIGNED_IN', who: ann.id });
    if (isRefused(made)) throw new Error(made.code);
    const elsewhere = mkdtempSync(join(tmpdir(), 'evenkeel-access-'));
    try {
      for (const target of [await openVault(elsewhere, now), await openPostgresVault(await server.database(), elsewhere, now)]) {
        open.push(target);
        for (let time = 0; time < 2; time++) await target.transfer.take(await one.transfer.contents());
        expect(await target.sessions.verify(session.secret)).toMatchObject({ id: ann.id });
        expect(await target.tokens.verify(made.token)).toMatchObject({ id: ann.id });
        expect(await target.invitations.look(link)).toMatchObject({ person: ann.id });
        expect((await target.people.byEmail('ann@example.com'))?.id).toBe(ann.id);
        expect((await target.securityLog.page(9)).entries).toHaveLength(1);
      }
    } finally {
      for (const one of open.splice(0)) await one.close();
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});

describe('a vault of before people could sign in', () => {
  const expectTakenOver = async (vault: Vault): Promise<void> => {
    expect(await vault.directory.names(['p-1'])).toEqual(new Map([['p-1', '王芳']]));
    expect(await vault.tokens.verify('of before')).toEqual({ id: 'administrator', administrator: true });
    expect(await vault.people.add({ id: 'p-1', name: '王芳', email: 'wang@example.com' })).toMatchObject({ id: 'p-1' });
  };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenkeel-access-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps its names and its token in a folder', async () => {
    const file = new Sqlite(join(folder, 'vault.sqlite'));
    file.exec(`create table names (person text primary key, name text not null) strict, without rowid;
      create table tokens (person text primary key, hash blob not null unique, source text not null) strict, without rowid;
      create table migrations (id integer primary key autoincrement not null, timestamp bigint not null, name varchar not null);
      insert into migrations (timestamp, name) values (1764288000000, 'NamesAndTokens1764288000000');
      insert into names values ('p-1', '王芳')`);
    file.prepare('insert into tokens values (?, ?, ?)').run('administrator', digest('of before'), 'generated');
    file.close();
    const vault = await openVault(folder);
    await expectTakenOver(vault).finally(() => vault.close());
  });

  it('keeps its names and its token in PostgreSQL', async () => {
    const url = await server.database();
    const name = new URL(url).pathname.slice(1);
    for (const statement of [
      'create schema vault',
      'create table vault.names (person text primary key, name text not null)',
      'create table vault.tokens (person text primary key, hash bytea not null unique, source text not null)',
      'create table vault.migrations (id serial primary key, timestamp bigint not null, name varchar not null)',
      "insert into vault.migrations (timestamp, name) values (1764288000000, 'NamesAndTokens1764288000000')",
      "insert into vault.names values ('p-1', '王芳')",
      `insert into vault.tokens values ('administrator', '\\x${digest('of before').toString('hex')}', 'generated')`,
      // The tables belong to the role that the application signs in with.
      ...['names', 'tokens', 'migrations'].map(
        (table) => `alter table vault.${table} owner to "${decodeURIComponent(new URL(url).username)}"`,
      ),
      `alter schema vault owner to "${decodeURIComponent(new URL(url).username)}"`,
    ])
      await server.admin(statement, name);
    const vault = await openPostgresVault(url, folder);
    await expectTakenOver(vault).finally(() => vault.close());
  });
});
