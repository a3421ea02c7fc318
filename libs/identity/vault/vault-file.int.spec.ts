import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoredDirectory } from '../people/directory.js';
import { digest } from '../access/secrets.js';
import { openVault } from './vault.js';
import { openVaultFile } from './vault-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-vault-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('says which file cannot be used, and leaves it as it is', async () => {
  writeFileSync(join(folder, 'vault.sqlite'), 'something else altogether');
  await expect(openVaultFile(folder)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringMatching(/vault\.sqlite cannot be used as the vault/),
  });
});

it('takes no other database for a vault, and leaves it as it is', async () => {
  const other = new Database(join(folder, 'vault.sqlite'));
  other.exec('create table journal (position text)');
  other.close();
  const before = readFileSync(join(folder, 'vault.sqlite'));
  await expect(openVaultFile(folder)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringMatching(/vault\.sqlite .*another database/),
  });
  expect(readFileSync(join(folder, 'vault.sqlite')).equals(before)).toBe(true);
});

it.each([
  ['STORE_FULL', 'max_page_count = 1'],
  ['STORE_READ_ONLY', 'query_only = ON'],
])('a name that cannot be written is refused as an event is: %s, and the file', async (code, pragma) => {
  const vault = await openVaultFile(folder);
  try {
    const directory = new StoredDirectory(vault.source);
    await vault.source.query(`pragma ${pragma}`);
    const refused = { code, message: expect.stringContaining(join(folder, 'vault.sqlite')) };
    await expect(directory.set('p-1', 'x'.repeat(100_000))).rejects.toMatchObject(refused);
    await vault.source.query('pragma query_only = OFF');
    await vault.source.query('pragma max_page_count = 1000000');
    await directory.set('p-1', 'Ann');
    expect(await directory.names(['p-1'])).toEqual(new Map([['p-1', 'Ann']]));
  } finally {
    await vault.close();
  }
});

/** Creates a vault in the form of the last version before migrations. */
function vaultOfBefore(): void {
  const file = new Database(join(folder, 'vault.sqlite'));
  file.exec(`
    create table names (person text primary key, name text not null) strict, without rowid;
    create table tokens (person text primary key, hash blob not null unique, source text not null) strict, without rowid;
  `);
  file.prepare('insert into names (person, name) values (?, ?)').run('p-1', '王芳');
  file.prepare('insert into tokens (person, hash, source) values (?, ?, ?)').run('administrator', digest('of before'), 'generated');
  file.close();
}

describe('a vault from before there were migrations', () => {
  it('is taken over with all that is in it, and brought up to this version once', async () => {
    vaultOfBefore();
    for (let time = 0; time < 2; time++) {
      const vault = await openVault(folder);
      const { directory, tokens, transfer } = vault;
      expect(await directory.names(['p-1'])).toEqual(new Map([['p-1', '王芳']]));
      expect(await tokens.verify('of before')).toEqual({ id: 'administrator', administrator: true });
      expect(await tokens.ensureAdministrator()).toBeUndefined();
      expect((await transfer.contents()).tokens).toHaveLength(1);
      await vault.close();
    }
    const file = new Database(join(folder, 'vault.sqlite'), { readonly: true });
    expect(file.prepare('select name from migrations').pluck().all()).toEqual([
      'NamesAndTokens1764288000000',
      'PeopleAndAccess1764374400000',
      'CalendarAddresses1764460800000',
    ]);
    file.close();
  });

  it('is taken over by several that start at the same time', async () => {
    vaultOfBefore();
    const vaults = await Promise.all([openVault(folder), openVault(folder), openVault(folder)]);
    for (const { directory } of vaults) expect(await directory.names(['p-1'])).toEqual(new Map([['p-1', '王芳']]));
    for (const vault of vaults) await vault.close();
  });
});
