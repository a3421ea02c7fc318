import { describe, expect, it } from '@jest/globals';
import { emptyContents, type VaultContents } from '#identity/vault/vault-transfer.js';
import type { FileLine } from '../../history/file-lines.js';
import { assertFillable, vaultIn, vaultText } from './vault-records.js';

const at = '2026-03-02T08:00:00.000Z';

const contents: VaultContents = {
  names: [
    { person: 'p-1', name: '王芳' },
    { person: 'p-2', name: 'Ann "A" Lee' },
  ],
  tokens: [{ person: 'administrator', hash: Buffer.alloc(32, 7), source: 'generated' }],
  accounts: [
    {
      ...{ person: 'p-1', email: 'Wang@例子.公司', email_key: 'wang@xn--fsqu00a.xn--55qx5d', roles: 'AUDITOR', subject: null },
      ...{ added_at: at, deactivated_at: null, forgotten_at: null },
    },
  ],
  invitations: [
    {
      ...{ id: 'i', hash: Buffer.alloc(32, 1), person: 'p-1', by_person: 'administrator', kind: 'invitation', purposes: '[]' },
      ...{ made_at: at, expires_at: at, used_at: null, revoked_at: null },
    },
  ],
  sessions: [{ id: 's', hash: Buffer.alloc(32, 2), person: 'p-1', device: null, made_at: at, seen_at: at, expires_at: at }],
  access_tokens: [
    {
      ...{ id: 't', hash: Buffer.alloc(32, 3), person: 'p-1', name: 'report', may_write: 0, programs: '["p"]' },
      ...{ made_at: at, expires_at: null, used_at: null, revoked_at: null },
    },
  ],
  calendar_addresses: [{ id: 'c', hash: Buffer.alloc(32, 4), person: 'p-1', program_id: null, made_at: at, used_at: null }],
  security_log: [{ id: 'l', at, act: 'SIGNED_IN', who: 'p-1', about: null, address: '::1', details: null, times: 1 }],
};

async function* lines(text: string): AsyncGenerator<FileLine> {
  for (const [i, line] of text.trimEnd().split('\n').entries()) yield { number: i + 1, text: line };
}

describe('the file of a vault', () => {
  it('gives back every row of every table', async () => {
    expect(await vaultIn(lines(vaultText(contents)))).toEqual(contents);
    expect(await vaultIn(lines(vaultText(emptyContents())))).toEqual(emptyContents());
  });

  it('is refused where it was changed', async () => {
    await expect(vaultIn(lines(vaultText(contents).replace('Lee', 'Lea')))).rejects.toMatchObject({ code: 'FILE_DAMAGED', line: 3 });
  });

  it('fills a vault that holds no other name', () => {
    const tokens = [{ person: 'administrator', hash: Buffer.alloc(32), source: 'configured' }];
    const one = { ...emptyContents(), names: [{ person: 'p-1', name: '王芳' }], tokens };
    expect(() => assertFillable(one, contents)).not.toThrow();
    for (const person of ['p-3', 'p-1'])
      expect(() => assertFillable({ ...emptyContents(), names: [{ person, name: 'Bo' }] }, contents)).toThrow(
        expect.objectContaining({ code: 'TARGET_NOT_EMPTY' }),
      );
  });
});
