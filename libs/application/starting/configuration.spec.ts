import { describe, expect, it } from '@jest/globals';
import { configurationFrom, ConfigurationError } from './configuration.js';

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(configurationFrom({ PORT: '' })).toEqual({
      HOST: '127.0.0.1',
      PORT: 3000,
      EVENKEEL_DATA: './data',
      EVENKEEL_DOCUMENTS_ONLY: 'no',
      EVENKEEL_RATE_LIMIT: 300_000,
      LOG_LEVEL: 'info',
      ACCEPT_LOSS: 'no',
      ACCEPT_CLOCK: 'no',
    });
  });

  it('names everything that is wrong at once', () => {
    const wrong = { PORT: '70000', LOG_LEVEL: 'loud', EVENKEEL_ADMIN_TOKEN: 'with a space', EVENTSTORE_URL: 'http://x' };
    expect(() => configurationFrom(wrong)).toThrow(ConfigurationError);
    expect(() => configurationFrom(wrong)).toThrow(
      /PORT[\s\S]*LOG_LEVEL[\s\S]*EVENKEEL_ADMIN_TOKEN[\s\S]*DATABASE_URL[\s\S]*EVENTSTORE_URL/,
    );
  });

  it('takes a token of 32 characters, whatever a header can carry', () => {
    for (const token of ['0123456789abcdef'.repeat(2), '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~a'])
      expect(configurationFrom({ EVENKEEL_ADMIN_TOKEN: token })).toMatchObject({ EVENKEEL_ADMIN_TOKEN: token });
  });

  it.each([
    'short',
    '0123456789abcdef'.repeat(2).slice(1),
    'a'.repeat(64),
    'abcdefg'.repeat(5),
    '密码'.repeat(16),
    `${'0123456789 '.repeat(4)}`,
  ])('refuses the token %s, says the rule in both languages, and does not repeat it', (token) => {
    const attempt = (): unknown => configurationFrom({ EVENKEEL_ADMIN_TOKEN: token });
    expect(attempt).toThrow(/EVENKEEL_ADMIN_TOKEN: a token is at least 32 printable ASCII characters without spaces, 8 of them different/);
    expect(attempt).toThrow(expect.objectContaining({ zh: expect.stringMatching(/至少 32 个可打印 ASCII 字符/) }));
    expect(attempt).not.toThrow(expect.objectContaining({ message: expect.stringContaining(token) }));
  });

  it('wants the addresses of both stores or of neither, and repeats none of them', () => {
    const both = { EVENTSTORE_URL: 'esdb://a:secret@x:2113?tls=false', DATABASE_URL: 'postgres://b:secret@y:5432/evenkeel' };
    expect(configurationFrom(both)).toMatchObject(both);
    for (const wrong of [
      { EVENTSTORE_URL: both.EVENTSTORE_URL },
      { DATABASE_URL: both.DATABASE_URL },
      { ...both, DATABASE_URL: 'mysql://b:secret@y/evenkeel' },
      { ...both, DATABASE_URL: 'postgres://b:secret@y' },
      { ...both, DATABASE_URL: 'postgres://b:100%secret@y/evenkeel' },
      { ...both, EVENTSTORE_URL: 'http://a:secret@x' },
    ]) {
      expect(() => configurationFrom(wrong)).toThrow(ConfigurationError);
      expect(() => configurationFrom(wrong)).not.toThrow(/secret/);
    }
  });

  it.each(['-1', '3.5', 'many', '1e3', '0x10'])('refuses the rate limit %s', (EVENKEEL_RATE_LIMIT) => {
    expect(() => configurationFrom({ EVENKEEL_RATE_LIMIT })).toThrow(/EVENKEEL_RATE_LIMIT/);
  });

  it('takes the addresses and networks of proxies', () => {
    const EVENKEEL_PROXIES = '10.0.0.7, 192.168.0.0/16 ::1,fd00::/8';
    expect(configurationFrom({ EVENKEEL_PROXIES })).toMatchObject({
      EVENKEEL_PROXIES: ['10.0.0.7', '192.168.0.0/16', '::1', 'fd00::/8'],
    });
  });

  it.each(['proxy.example.com', '10.0.0', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.0/8/8', '10.0.0.0/-1', 'loopback', '10.0.0.7,,x'])(
    'refuses the proxies %s',
    (EVENKEEL_PROXIES) => {
      expect(() => configurationFrom({ EVENKEEL_PROXIES })).toThrow(/EVENKEEL_PROXIES/);
    },
  );

  it.each(['-1', '3.5', '0x50', '1e3', '65536', 'http'])('refuses the port %s', (PORT) => {
    expect(() => configurationFrom({ PORT })).toThrow(/PORT/);
  });
});
