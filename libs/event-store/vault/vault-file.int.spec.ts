import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
