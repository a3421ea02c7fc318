import { describe, expect, it } from '@jest/globals';
import { parseConnectionString } from './connection-string.js';

describe('EVENTSTORE_URL', () => {
  it.each([
    ['esdb://localhost:2113?tls=false', { url: 'esdb://localhost:2113?tls=false', credentials: undefined, tls: false }],
    ['esdb://localhost/', { url: 'esdb://localhost', credentials: undefined, tls: true }],
    ['esdb+discover://a:1,b:2,c?tls=true', { url: 'esdb://a:1,b:2,c?tls=true', credentials: undefined, tls: true }],
    ['esdb://a:1,b:2,c?tlsCAFile=ca.pem', { url: 'esdb://a:1,b:2,c?tlsCAFile=ca.pem', credentials: undefined, tls: true }],
    [
      'esdb+discover://admin:p%40ss%3Aword@cluster.example:2113?keepAliveInterval=10000',
      {
        url: 'esdb+discover://cluster.example:2113?keepAliveInterval=10000',
        credentials: { username: 'admin', password: 'p@ss:word' },
        tls: true,
      },
    ],
    [
      'esdb://node?userCertFile=a.crt&userKeyFile=a.key',
      { url: 'esdb://node?userCertFile=a.crt&userKeyFile=a.key', credentials: undefined, tls: true },
    ],
  ])('%s is taken apart', (text, parts) => {
    expect(parseConnectionString(text)).toEqual(parts);
  });

  it.each([
    ['another scheme', 'http://admin:s3cret@host'],
    ['no host', 'esdb://admin:s3cret@'],
    ['a port that is none', 'esdb://admin:s3cret@host:port'],
    ['a port beyond all ports', 'esdb://admin:s3cret@host:65536'],
    ['port 0', 'esdb://admin:s3cret@host:0'],
    ['one host of two that is none', 'esdb://admin:s3cret@host,:2113'],
    ['no password', 'esdb://s3cret@host'],
    ['an empty password', 'esdb://s3cret:@host'],
    ['a broken escape', 'esdb://admin:s3cret%zz@host'],
    ['an @ too many', 'esdb://admin:s3cret@more@host'],
    ['an unknown option', 'esdb://admin:s3cret@host?colour=blue'],
    ['an option that the client does not support', 'esdb://admin:s3cret@host?tlsVerifyCert=false'],
    ['an option that changes how it answers', 'esdb://admin:s3cret@host?throwOnAppendFailure=false'],
    ['another node than the leader', 'esdb://admin:s3cret@host?nodePreference=follower'],
    ['a flag that is none', 'esdb://admin:s3cret@host?tls=maybe'],
    ['a number that is none', 'esdb://admin:s3cret@host?defaultDeadline=soon'],
    ['half a certificate', 'esdb://admin:s3cret@host?userCertFile=a.crt'],
  ])('with %s is refused, and its text is not repeated', (_, text) => {
    expect(() => parseConnectionString(text)).toThrow(/^(?!.*s3cret)EVENTSTORE_URL /);
  });
});
