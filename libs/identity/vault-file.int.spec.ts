import { expect, it } from '@jest/globals';
import SqliteFile, { type Database } from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileDirectory } from './file-directory.js';
import { openVaultFile } from './vault-file.js';

it('says which file cannot be used, and leaves it as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-vault-'));
  try {
    writeFileSync(join(folder, 'vault.sqlite'), 'something else altogether');
    expect(() => openVaultFile(folder)).toThrow(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/vault\.sqlite cannot be used as the vault/) }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('takes no other database for a vault, and leaves it as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-vault-'));
  try {
    const other = new SqliteFile(join(folder, 'vault.sqlite'));
    other.exec('create table journal (position text)');
    other.close();
    const before = readFileSync(join(folder, 'vault.sqlite'));
    expect(() => openVaultFile(folder)).toThrow(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/vault\.sqlite .*another database/) }),
    );
    expect(readFileSync(join(folder, 'vault.sqlite')).equals(before)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([
  ['STORE_FULL', (file: Database) => file.pragma(`max_page_count = ${file.pragma('page_count', { simple: true }) as number}`)],
  ['STORE_READ_ONLY', (file: Database) => file.pragma('query_only = ON')],
])('a name that cannot be written is refused as an event is: %s, and the file', (code, hinder) => {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-vault-'));
  const file = openVaultFile(folder);
  try {
    const directory = new FileDirectory(file);
    hinder(file);
    const refused = { code, message: expect.stringContaining(join(folder, 'vault.sqlite')) as unknown };
    expect(() => directory.set('p-1', 'x'.repeat(100_000))).toThrow(expect.objectContaining(refused));
  } finally {
    file.close();
    rmSync(folder, { recursive: true });
  }
});
