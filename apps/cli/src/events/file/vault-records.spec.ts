import { describe, expect, it } from '@jest/globals';
import type { VaultContents } from '#identity/vault-transfer.js';
import type { FileLine } from '../../history/file-lines.js';
import { assertFillable, vaultIn, vaultText } from './vault-records.js';

const contents: VaultContents = {
  names: new Map([
    ['p-1', '王芳'],
    ['p-2', 'Ann "A" Lee'],
  ]),
  tokens: [{ person: 'administrator', hash: Buffer.alloc(32, 7), source: 'generated' }],
};

async function* lines(text: string): AsyncGenerator<FileLine> {
  for (const [i, line] of text.trimEnd().split('\n').entries()) yield { number: i + 1, text: line };
}

describe('the file of a vault', () => {
  it('gives back names and hashes', async () => {
    expect(await vaultIn(lines(vaultText(contents)))).toEqual(contents);
    expect(await vaultIn(lines(vaultText({ names: new Map(), tokens: [] })))).toEqual({ names: new Map(), tokens: [] });
  });

  it('is refused where it was changed', async () => {
    await expect(vaultIn(lines(vaultText(contents).replace('Lee', 'Lea')))).rejects.toMatchObject({ code: 'FILE_DAMAGED', line: 3 });
  });

  it('fills a vault that holds no other name', () => {
    const one = { names: new Map([['p-1', '王芳']]), tokens: [{ person: 'administrator', hash: Buffer.alloc(32), source: 'configured' }] };
    expect(() => assertFillable(one, contents)).not.toThrow();
    for (const other of [new Map([['p-3', 'Bo']]), new Map([['p-1', 'Bo']])])
      expect(() => assertFillable({ names: other, tokens: [] }, contents)).toThrow(expect.objectContaining({ code: 'TARGET_NOT_EMPTY' }));
  });
});
