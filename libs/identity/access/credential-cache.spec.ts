import { describe, expect, it } from '@jest/globals';
import { CredentialCache } from './credential-cache.js';
import { digest } from './secrets.js';

const hash = digest('a credential');
const ann = { id: 'ann', administrator: false };

describe('what was looked up about a credential', () => {
  let time = 1;
  let looks = 0;
  const cacheAt = (now = '2026-03-02T08:00:00.000Z') => new CredentialCache(() => now, { now: () => time });
  const found = (until?: string) => () => {
    looks += 1;
    return Promise.resolve({ holder: ann, until });
  };
  const asks = async (cache: CredentialCache, lookUp = found()): Promise<number> => {
    looks = 0;
    await cache.holder(hash, lookUp);
    return looks;
  };

  it('is kept for less than a second', async () => {
    const cache = cacheAt();
    expect(await cache.holder(hash, found())).toEqual(ann);
    time += 900;
    expect(await asks(cache)).toBe(0);
    time += 1;
    expect(await asks(cache)).toBe(1);
  });

  it('is kept since the question, however late the answer came', async () => {
    const cache = cacheAt();
    await cache.holder(hash, () => {
      time += 600;
      return found()();
    });
    time += 301;
    expect(await asks(cache)).toBe(1);
  });

  it('is not kept if something was revoked before the answer came', async () => {
    const cache = cacheAt();
    await cache.holder(hash, () => {
      cache.clear();
      return found()();
    });
    expect(await asks(cache)).toBe(1);
  });

  it('is not used after the credential has expired by itself', async () => {
    const cache = cacheAt();
    await cache.holder(hash, found('2026-03-02T08:00:00.000Z'));
    expect(await asks(cache)).toBe(1);
  });

  it('is not kept about a credential that is not valid', async () => {
    const cache = cacheAt();
    expect(await cache.holder(hash, () => Promise.resolve(undefined))).toBeUndefined();
    expect(await asks(cache)).toBe(1);
  });
});
