import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { Front } from './front.js';

const request = (headers: Readonly<Record<string, string>>, remoteAddress = '10.0.0.7'): IncomingMessage =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

describe('the address of a client', () => {
  const front = new Front({ EVENKEEL_PROXIES: ['10.0.0.7', '192.168.0.0/16'] });

  it.each([
    ['without a proxy', '203.0.113.5', undefined, '203.0.113.5'],
    ['as the proxy says', '10.0.0.7', '203.0.113.5', '203.0.113.5'],
    ['as the first of two proxies says', '10.0.0.7', '203.0.113.5, 192.168.3.4', '203.0.113.5'],
    ['not as the client says', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['not as the client told the proxy', '10.0.0.7', '198.51.100.1, 203.0.113.5', '203.0.113.5'],
    ['of the proxy if it says none', '10.0.0.7', undefined, '10.0.0.7'],
    ['through a proxy over IPv6', '::ffff:10.0.0.7', '2001:db8::1', '2001:db8::1'],
  ])('is the one %s', (_, remote, forwarded, address) => {
    expect(front.addressOf(request(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, remote))).toBe(address);
  });

  it('is not taken from a request where no proxy is set', () => {
    expect(new Front({}).addressOf(request({ 'x-forwarded-for': '203.0.113.5' }))).toBe('10.0.0.7');
  });
});

describe('the origin of a request', () => {
  const front = new Front({ EVENKEEL_PUBLIC_URL: 'https://Evenkeel.example.com' });

  it.each([
    [true, 'is no page', {}],
    [true, 'is the host', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
    [true, 'is the public address, whatever host the proxy names', { origin: 'https://evenkeel.example.com', host: 'api:3000' }],
    [false, 'is another site', { origin: 'https://evil.example', host: 'evenkeel.example.com' }],
    [false, 'is a site within the name', { origin: 'https://evenkeel.example.com.evil.example', host: 'api:3000' }],
    [false, 'is the public address without TLS', { origin: 'http://evenkeel.example.com', host: 'api:3000' }],
    [false, 'is hidden', { origin: 'null', host: 'evenkeel.example.com' }],
  ])('is Evenkeel: %s where it %s', (isSame, _, headers) => {
    expect(front.isSameOrigin(request(headers))).toBe(isSame);
  });
});
