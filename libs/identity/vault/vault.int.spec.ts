import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DyingPostgres } from '#testing/dying-postgres.js';
import { PostgresUnderTest } from '#testing/postgres.js';
import { openPostgresVault, openVault, type Vault } from './vault.js';

let server: PostgresUnderTest;
beforeAll(async () => {
  server = await PostgresUnderTest.start();
});
afterAll(() => server.remove());

describe.each(['a folder', 'PostgreSQL'])('the vault in %s', (kind) => {
  let folder: string;
  let database: string;
  const open: Vault[] = [];
  const vault = async (): Promise<Vault> => {
    const opened = await (kind === 'a folder' ? openVault(folder) : openPostgresVault(database, folder));
    open.push(opened);
    return opened;
  };
  /** Everything stored, as text. */
  const stored = async (): Promise<string> => {
    if (kind === 'a folder') {
      const files = readdirSync(folder).filter((name) => name.startsWith('vault.'));
      return files.map((name) => readFileSync(join(folder, name)).toString('latin1')).join('');
    }
    const rows = await server.admin(
      "select person, encode(hash, 'escape') as hash, source from vault.tokens",
      new URL(database).pathname.slice(1),
    );
    return JSON.stringify(rows);
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'evenkeel-vault-'));
    database = await server.database();
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps names over a restart, and answers with those that it has', async () => {
    await (await vault()).directory.set('p-1', '王芳');
    await (await vault()).directory.set('p-2', 'Ann');
    await (await vault()).directory.set('p-2', 'Ann Lee');
    expect(await (await vault()).directory.names(['p-1', 'p-2', 'p-3'])).toEqual(
      new Map([
        ['p-1', '王芳'],
        ['p-2', 'Ann Lee'],
      ]),
    );
    expect(await (await vault()).directory.names([])).toEqual(new Map());
  });

  it('makes a token once, for its owner to read', async () => {
    const made = await (await vault()).tokens.ensureAdministrator();
    expect(readFileSync(join(folder, 'admin.token'), 'utf8').trim()).toBe(made?.token);
    expect(statSync(join(folder, 'admin.token')).mode & 0o777).toBe(0o600);
    if (kind === 'a folder') expect(statSync(join(folder, 'vault.sqlite')).mode & 0o777).toBe(0o600);
    expect(await (await vault()).tokens.ensureAdministrator()).toBeUndefined();
    expect(await (await vault()).tokens.verify(made!.token)).toEqual({ id: 'administrator', administrator: true });
  });

  it('makes one token for several that start at the same time', async () => {
    const vaults = await Promise.all([vault(), vault(), vault()]);
    const made = await Promise.all(vaults.map(async ({ tokens }) => tokens.ensureAdministrator()));
    expect(made.filter((one) => one !== undefined)).toHaveLength(1);
  });

  it('knows nobody by another token, nor by what it stores', async () => {
    const { tokens } = await vault();
    expect(await tokens.verify('')).toBeUndefined();
    const { token } = (await tokens.ensureAdministrator())!;
    for (const other of ['', 'administrator', `${token} `, token.slice(1)]) expect(await tokens.verify(other)).toBeUndefined();
    const text = await stored();
    expect(text).toContain('administrator');
    expect(text).not.toContain(token);
  });

  it('takes a configured token instead of a generated one, and the one it replaces no longer counts', async () => {
    const { tokens } = await vault();
    const { token } = (await tokens.ensureAdministrator())!;
    expect(await tokens.ensureAdministrator('from the environment')).toBeUndefined();
    expect(await tokens.verify('from the environment')).toEqual({ id: 'administrator', administrator: true });
    expect(await tokens.verify(token)).toBeUndefined();
    const again = await (await vault()).tokens.ensureAdministrator();
    expect(again).toBeDefined();
    expect(await tokens.verify('from the environment')).toBeUndefined();
  });

  it('goes over into another vault, of either kind, and replaces only what it brings', async () => {
    const source = await vault();
    await source.directory.set('p-2', 'Ann Lee');
    await source.directory.set('p-1', '王芳');
    await source.tokens.ensureAdministrator('the token of before');
    const contents = await source.transfer.contents();
    expect(contents.names).toEqual([
      { person: 'p-1', name: '王芳' },
      { person: 'p-2', name: 'Ann Lee' },
    ]);
    expect(JSON.stringify(contents)).not.toContain('the token of before');

    const elsewhere = mkdtempSync(join(tmpdir(), 'evenkeel-vault-'));
    try {
      for (const target of [await openVault(elsewhere), await openPostgresVault(await server.database(), elsewhere)]) {
        open.push(target);
        await target.directory.set('p-2', 'Ann');
        await target.directory.set('p-3', 'Bo');
        const { token } = (await target.tokens.ensureAdministrator())!;
        for (let time = 0; time < 2; time++) await target.transfer.take(contents);
        expect(await target.directory.names(['p-1', 'p-2', 'p-3'])).toEqual(
          new Map([
            ['p-1', '王芳'],
            ['p-2', 'Ann Lee'],
            ['p-3', 'Bo'],
          ]),
        );
        expect(await target.tokens.verify('the token of before')).toEqual({ id: 'administrator', administrator: true });
        expect(await target.tokens.verify(token)).toBeUndefined();
        expect((await target.transfer.contents()).tokens).toEqual(contents.tokens);
      }
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});

it('a PostgreSQL that ends the connection in the moment in which it is made ends no process', async () => {
  const dying = await DyingPostgres.start();
  try {
    await expect(openPostgresVault(dying.url, tmpdir())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
  } finally {
    await dying.stop();
  }
});
