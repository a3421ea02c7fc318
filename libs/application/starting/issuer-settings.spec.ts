import { describe, expect, it } from '@jest/globals';
import { configurationFrom, ConfigurationError } from './configuration.js';

const SIGN_IN = {
  OIDC_ISSUER: 'https://login.example.com/realm',
  OIDC_CLIENT_ID: 'evenkeel',
  EVENKEEL_PUBLIC_URL: 'https://evenkeel.example.com',
};

describe('the settings of the issuer', () => {
  it('are not there without an issuer', () => {
    expect(configurationFrom({ OIDC_ISSUER: ' ' })).not.toHaveProperty('OIDC');
  });

  it('are read together', () => {
    const others = {
      OIDC_CLIENT_SECRET_FILE: '/run/secrets/oidc',
      OIDC_AUDIENCE: 'https://evenkeel.example.com/graphql',
      OIDC_ROLES: '{"pmo-team":"ADMINISTRATOR","审计":"AUDITOR","everyone":"MEMBER"}',
      OIDC_GROUPS_CLAIM: 'roles',
    };
    expect(configurationFrom({ ...SIGN_IN, ...others }).OIDC).toEqual({
      url: 'https://login.example.com/realm',
      clientId: 'evenkeel',
      clientSecretFile: '/run/secrets/oidc',
      audience: 'https://evenkeel.example.com/graphql',
      roles: new Map([
        ['pmo-team', 'ADMINISTRATOR'],
        ['审计', 'AUDITOR'],
        ['everyone', 'MEMBER'],
      ]),
      groupsClaim: 'roles',
    });
    expect(configurationFrom(SIGN_IN).OIDC).toEqual({ url: SIGN_IN.OIDC_ISSUER, clientId: 'evenkeel', groupsClaim: 'groups' });
  });

  it('take an issuer for access tokens alone, and one on this machine without a public address', () => {
    expect(configurationFrom({ OIDC_ISSUER: 'https://login.example.com', OIDC_AUDIENCE: 'x' }).OIDC).toMatchObject({ audience: 'x' });
    for (const OIDC_ISSUER of ['http://localhost:8080', 'http://127.0.0.1:8080/realm', 'http://[::1]:8080'])
      expect(configurationFrom({ OIDC_ISSUER, OIDC_CLIENT_ID: 'x' }).OIDC?.url).toBe(OIDC_ISSUER);
  });

  it.each([
    ['OIDC_ISSUER', { ...SIGN_IN, OIDC_ISSUER: 'login.example.com' }],
    ['OIDC_ISSUER', { ...SIGN_IN, OIDC_ISSUER: 'http://login.example.com' }],
    ['OIDC_ISSUER', { ...SIGN_IN, OIDC_ISSUER: 'https://login.example.com/?realm=x' }],
    ['OIDC_ISSUER', { ...SIGN_IN, OIDC_ISSUER: 'https://ann:secret@login.example.com' }],
    ['OIDC_CLIENT_ID', { ...SIGN_IN, OIDC_CLIENT_ID: '' }],
    ['OIDC_CLIENT_SECRET_FILE', { ...SIGN_IN, OIDC_CLIENT_ID: '', OIDC_AUDIENCE: 'x', OIDC_CLIENT_SECRET_FILE: '/x' }],
    ['EVENKEEL_PUBLIC_URL', { ...SIGN_IN, EVENKEEL_PUBLIC_URL: '' }],
    ['OIDC_ROLES', { ...SIGN_IN, OIDC_ROLES: '{"pmo-team":"PMO"}' }],
    ['OIDC_ROLES', { ...SIGN_IN, OIDC_ROLES: '["ADMINISTRATOR"]' }],
    ['OIDC_ROLES', { ...SIGN_IN, OIDC_ROLES: '{}' }],
    ['OIDC_ROLES', { ...SIGN_IN, OIDC_ROLES: 'pmo-team=ADMINISTRATOR' }],
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: 'evenkeel' }],
    ['OIDC_CLIENT_SECRET_FILE', { OIDC_CLIENT_SECRET_FILE: '/x' }],
    ['OIDC_AUDIENCE', { OIDC_AUDIENCE: 'x' }],
    ['OIDC_ROLES', { OIDC_ROLES: '{"x":"AUDITOR"}' }],
    ['OIDC_GROUPS_CLAIM', { OIDC_GROUPS_CLAIM: 'roles' }],
  ])('are refused with the name of the variable, %s, in both languages: %j', (name, variables) => {
    let refusal: unknown;
    try {
      configurationFrom(variables);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(ConfigurationError);
    const { problems } = refusal as ConfigurationError;
    expect(problems.map(({ en }) => en.split(':', 1)[0])).toEqual([name]);
    expect(problems.map(({ zh }) => zh.split('：', 1)[0])).toEqual([name]);
  });
});
