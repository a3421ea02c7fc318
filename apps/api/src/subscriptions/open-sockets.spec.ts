import { describe, expect, it } from '@jest/globals';
import { OpenSockets } from './open-sockets.js';

const most = { early: 3, perPerson: 2 };
const sockets = (count: number): { readonly n: number }[] => Array.from({ length: count }, (_, n) => ({ n }));

describe('open sockets', () => {
  it('of an address of which nobody is known are bounded: the first one goes for the newest', () => {
    const open = new OpenSockets(most);
    const [a, b, c, d, e, other] = sockets(6);
    expect([a, b, c].map((socket) => open.opened(socket!, 'here'))).toEqual([undefined, undefined, undefined]);
    expect(open.opened(other!, 'elsewhere')).toBeUndefined();
    expect(open.opened(d!, 'here')).toBe(a);
    open.closed(c!);
    expect(open.opened(e!, 'here')).toBeUndefined();
    open.closed(a!);
    expect(open.identified(d!, 'ann')).toBe(true);
    expect(open.opened(a!, 'here')).toBeUndefined();
    expect(open.opened(c!, 'here')).toBe(b);
  });

  it('of a person are bounded: one more is refused until another has closed', () => {
    const open = new OpenSockets(most);
    const [a, b, c, d] = sockets(4);
    for (const socket of [a, b, c, d]) open.opened(socket!, 'here');
    expect([a, b, c].map((socket) => open.identified(socket!, 'ann'))).toEqual([true, true, false]);
    expect(open.identified(d!, 'ben')).toBe(true);
    open.closed(c!);
    expect(open.identified(c!, 'ann')).toBe(false);
    open.closed(a!);
    open.closed(a!);
    expect([open.identified(c!, 'ann'), open.identified(a!, 'ann')]).toEqual([true, false]);
  });

  it('that have closed leave nothing behind', () => {
    const open = new OpenSockets(most);
    for (const socket of sockets(10)) {
      open.opened(socket, `address ${socket.n}`);
      if (socket.n % 2) open.identified(socket, `person ${socket.n}`);
      open.closed(socket);
    }
    expect([open['sockets'].size, open['whose'].size]).toEqual([0, 0]);
  });
});
