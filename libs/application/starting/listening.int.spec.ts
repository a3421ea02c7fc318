import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { expectListenable } from './listening.js';
import { StartProblem } from './start-problem.js';

let taken: Server;
let port: number;
beforeAll(async () => {
  taken = createServer();
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  ({ port } = taken.address() as AddressInfo);
});
afterAll(() => void taken.close());

describe('where a program would listen', () => {
  it.each<[string, string, () => number, RegExp, RegExp]>([
    [
      'a port that is taken',
      '127.0.0.1',
      () => port,
      /^Cannot listen at 127\.0\.0\.1:\d+: another program .*PORT.*\(EADDRINUSE\)\.$/,
      /已被另一个程序占用.*PORT/,
    ],
    [
      'an address of another machine',
      '192.0.2.1',
      () => 0,
      /^Cannot listen at 192\.0\.2\.1:0: HOST is no address .*\(EADDRNOTAVAIL\)\.$/,
      /HOST 不是本机的地址/,
    ],
    ['an IPv6 address of another machine', '2001:db8::1', () => 0, /^Cannot listen at \[2001:db8::1\]:0: /, /^无法监听 \[2001:db8::1\]:0/],
    ['a host that is none', 'no host', () => 0, /^Cannot listen at no host:0: HOST cannot be looked up .*\.$/, /HOST 无法解析/],
  ])('%s is refused with what to do in both languages', async (_, host, at, en, zh) => {
    const error = await expectListenable(host, at()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartProblem);
    expect(error).toMatchObject({ message: expect.stringMatching(en), zh: expect.stringMatching(zh) });
  });

  it('a free port is left free', async () => {
    await expectListenable('127.0.0.1', 0);
    const probe = createServer();
    await once(probe.listen(0, '127.0.0.1'), 'listening');
    const free = (probe.address() as AddressInfo).port;
    await new Promise((resolve) => probe.close(resolve));
    await expectListenable('127.0.0.1', free);
    await once(probe.listen(free, '127.0.0.1'), 'listening');
    await new Promise((resolve) => probe.close(resolve));
  });
});
