import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVault, type Vault } from './vault.js';

describe('the vault', () => {
  let folder: string;
  const open: Vault[] = [];
  const vault = (): Vault => {
    const opened = openVault(folder);
    open.push(opened);
    return opened;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenkeel-vault-'));
  });
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps names over a restart, and answers with those that it has', () => {
    vault().directory.set('p-1', '王芳');
    vault().directory.set('p-2', 'Ann');
    vault().directory.set('p-2', 'Ann Lee');
    expect(vault().directory.names(['p-1', 'p-2', 'p-3'])).toEqual(
      new Map([
        ['p-1', '王芳'],
        ['p-2', 'Ann Lee'],
      ]),
    );
  });

  it('makes a token once, for its owner to read', () => {
    const made = vault().tokens.ensureAdministrator();
    expect(readFileSync(join(folder, 'admin.token'), 'utf8').trim()).toBe(made?.token);
    expect(statSync(join(folder, 'admin.token')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'vault.sqlite')).mode & 0o777).toBe(0o600);
    expect(vault().tokens.ensureAdministrator()).toBeUndefined();
    expect(vault().tokens.verify(made!.token)).toEqual({ id: 'administrator', administrator: true });
  });

  it('knows nobody by another token, nor by what it stores', () => {
    const { tokens } = vault();
    expect(tokens.verify('')).toBeUndefined();
    const { token } = tokens.ensureAdministrator()!;
    for (const other of ['', 'administrator', `${token} `, token.slice(1)]) expect(tokens.verify(other)).toBeUndefined();
    const stored =
      readFileSync(join(folder, 'vault.sqlite')).toString('latin1') + readFileSync(join(folder, 'vault.sqlite-wal')).toString('latin1');
    expect(stored).not.toContain(token);
  });

  it('takes a configured token instead of a generated one, and the one it replaces no longer counts', () => {
    const { tokens } = vault();
    const { token } = tokens.ensureAdministrator()!;
    expect(tokens.ensureAdministrator('from the environment')).toBeUndefined();
    expect(tokens.verify('from the environment')).toEqual({ id: 'administrator', administrator: true });
    expect(tokens.verify(token)).toBeUndefined();
    const again = vault().tokens.ensureAdministrator();
    expect(again).toBeDefined();
    expect(tokens.verify('from the environment')).toBeUndefined();
  });
});
