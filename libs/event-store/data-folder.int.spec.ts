import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDataFolder } from './data-folder.js';
import { openConfiguredEventStore } from './event-store.module.js';
import { openVault } from '#identity/vault/vault.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-data-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => {
  writeFileSync(join(folder, name), 'no folder');
  return join(folder, name);
};
const settings = { get: (name: string) => (name === 'EVENKEEL_DATA' ? folder : undefined) };

describe('the data folder', () => {
  it.each<[string, () => string, RegExp]>([
    ['that the system refuses', () => '/proc/nothing', /^\/proc\/nothing cannot be used: ENOENT/],
    ['deep in one that the system refuses', () => '/proc/nothing/at/all', /^\/proc\/nothing\/at\/all cannot be used: ENOENT/],
    ['that is a file', () => file('file'), /file cannot be used: it is no folder/],
    ['below a file', () => join(file('file-above'), 'data'), /data cannot be used: ENOTDIR/],
    ['with a name that is too long', () => join(folder, 'made', 'x'.repeat(300)), /cannot be used: ENAMETOOLONG/],
  ])('%s is refused with what to do in both languages, and nothing is left behind', (_, place, says) => {
    const attempt = (): unknown => ensureDataFolder(place());
    expect(attempt).toThrow(says);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'STORE_UNAVAILABLE',
        message: expect.stringMatching(/EVENKEEL_DATA must name a folder/),
        zh: expect.stringMatching(/EVENKEEL_DATA 须是/),
      }),
    );
    expect(existsSync(join(folder, 'made'))).toBe(false);
  });

  it('that has to be made is its owner’s alone, as deep as it lies', () => {
    const path = ensureDataFolder(join(folder, 'a', 'b'));
    expect([path, statSync(path).mode & 0o777, statSync(join(folder, 'a')).mode & 0o777]).toEqual([join(folder, 'a/b'), 0o700, 0o700]);
  });

  it('is named in a warning where others can look into it, and left as it is', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await openConfiguredEventStore(settings).close();
    expect(warn).not.toHaveBeenCalled();
    chmodSync(folder, 0o750);
    await openConfiguredEventStore(settings).close();
    expect(warn).toHaveBeenCalledWith({ folder, mode: '750' }, expect.stringContaining('chmod 700'));
    expect(statSync(folder).mode & 0o777).toBe(0o750);
  });

  it('has a lock that nobody else can take, one that an older version made, too', async () => {
    const mode = (): number => statSync(join(folder, 'owner.lock')).mode & 0o777;
    await openConfiguredEventStore(settings).close();
    expect(mode()).toBe(0o600);
    chmodSync(join(folder, 'owner.lock'), 0o644);
    const held = openConfiguredEventStore(settings);
    expect(mode()).toBe(0o600);
    expect(() => openConfiguredEventStore(settings)).toThrow(expect.objectContaining({ code: 'STORE_OWNED' }));
    await held.close();
  });

  it('in which no file can be made is refused by the name of the first', () => {
    expect(() => openConfiguredEventStore({ get: (name) => (name === 'EVENKEEL_DATA' ? '/proc' : undefined) })).toThrow(
      /^\/proc\/owner\.lock cannot be used: E/,
    );
  });

  it.each(['owner.lock', 'events.sqlite'])('names %s where a folder stands in its place', (name) => {
    mkdirSync(join(folder, name));
    expect(() => openConfiguredEventStore(settings)).toThrow(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining(join(folder, name)) }),
    );
  });

  it('names vault.sqlite and admin.token likewise, and leaves no half of a token', async () => {
    mkdirSync(join(folder, 'admin.token'));
    const vault = await openVault(folder);
    await expect(vault.tokens.ensureAdministrator()).rejects.toEqual(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining(join(folder, 'admin.token')) }),
    );
    expect(readdirSync(folder).filter((name) => name.startsWith('admin'))).toEqual(['admin.token']);
    await vault.close();
    rmSync(folder, { recursive: true });
    mkdirSync(join(folder, 'vault.sqlite'), { recursive: true });
    await expect(openVault(folder)).rejects.toEqual(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining(join(folder, 'vault.sqlite')) }),
    );
  });
});
