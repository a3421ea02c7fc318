import { describe, expect, it } from '@jest/globals';
import { jsonInPieces } from './json-pieces.js';

const atOnce = (): undefined => undefined;

describe('JSON in pieces', () => {
  it('is that of JSON.stringify', async () => {
    const data = {
      a: [],
      b: {},
      c: [[{ x: undefined }], [null, 1, 'é"\\\u2028😀\ud800']],
      d: { e: [{ f: [1] }], __proto: 0 },
      g: undefined,
    };
    for (const answer of [data, { data, extensions: undefined }, { data: null, errors: [{ path: ['a', 0] }] }, [data, data]])
      expect((await jsonInPieces(answer, atOnce)).toString()).toBe(Buffer.from(JSON.stringify(answer)).toString());
  });

  it('tells that it would be too long as soon as it is, and never makes more', async () => {
    let pieces = 0;
    const turn = (): undefined => void (pieces += 1);
    const endless = { data: Array.from({ length: 10_000 }, () => ({ list: [{ evidence: 'e'.repeat(4_000) }] })) };
    await expect(jsonInPieces(endless, turn, 1_000_000)).rejects.toMatchObject({ extensions: { code: 'ANSWER_TOO_LARGE' } });
    expect(pieces).toBeGreaterThan(10);
    expect(pieces).toBeLessThan(16);
    // The limit counts bytes, not characters.
    const chinese = { data: [['文'.repeat(1_000)]] };
    await expect(jsonInPieces(chinese, turn, 2_999)).rejects.toMatchObject({ extensions: { code: 'ANSWER_TOO_LARGE' } });
    expect(await jsonInPieces(chinese, turn, 4_000)).toHaveLength(3_015);
  });

  it('waits between two pieces', async () => {
    const log: string[] = [];
    const turn = async (): Promise<void> => {
      log.push('waits');
      await new Promise((resolve) => setImmediate(resolve));
    };
    setImmediate(() => log.push('others'));
    await jsonInPieces({ data: Array.from({ length: 100 }, () => ['e'.repeat(4_000)]) }, turn);
    expect(log.slice(0, 3)).toEqual(['waits', 'others', 'waits']);
  });
});
