import { describe, expect, it } from '@jest/globals';
import type { Holder } from '#identity/access/holder.js';
import type { Credential } from '../http/access/credentials.js';
import { HeldCredentials } from './held-credentials.js';

const of = (secret: string): Credential => ({ kind: 'session', secret });
const ann: Holder = { id: 'ann', administrator: false };

describe('held credentials', () => {
  it('are looked at once each, whatever number of sockets hold them', async () => {
    const held = new HeldCredentials<{ n: number }>();
    for (let n = 0; n < 5; n++) held.hold({ n }, of(n < 4 ? 'one' : 'two'), ann);
    const asked: string[] = [];
    const outdated = await held.lookAgain(async ({ secret }) => {
      asked.push(secret);
      return ann;
    });
    expect([asked, outdated]).toEqual([['one', 'two'], { ended: [], changed: [] }]);
  });

  it('give the sockets of what ended, of what has other rights now, and none while nothing is known', async () => {
    const held = new HeldCredentials<{ n: number }>();
    const [ended, demoted, scoped, unknown] = [{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }];
    held.hold(ended, of('ended'), ann);
    held.hold(demoted, of('demoted'), { ...ann, administrator: true });
    held.hold(scoped, of('scoped'), { ...ann, scope: { write: true } });
    held.hold(unknown, of('unknown'), ann);
    const now: Readonly<Record<string, Holder | 'unknown' | undefined>> = {
      demoted: ann,
      scoped: { ...ann, scope: { write: false } },
      unknown: 'unknown',
    };
    expect(await held.lookAgain(({ secret }) => Promise.resolve(now[secret]))).toEqual({ ended: [ended], changed: [demoted, scoped] });
  });

  it('that no socket holds any longer are not looked at', async () => {
    const held = new HeldCredentials<{ n: number }>();
    const sockets = [{ n: 0 }, { n: 1 }];
    for (const socket of sockets) held.hold(socket, of('one'), ann);
    for (const socket of [...sockets, ...sockets]) held.closed(socket);
    expect(await held.lookAgain(() => Promise.reject(new Error('looked at')))).toEqual({ ended: [], changed: [] });
  });
});
