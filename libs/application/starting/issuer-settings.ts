import type { Wording } from './start-problem.js';

/** What a group of the issuer may do in the whole installation; a member may sign in and has no more than the roles of programs. */
export const GROUP_ROLES = ['ADMINISTRATOR', 'AUDITOR', 'MEMBER'] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];

/** The OpenID Connect issuer through which people sign in. */
export interface IssuerSettings {
  /** The issuer's address, exactly as its tokens name it. */
  readonly url: string;
  /** Under which name the issuer knows Evenkeel; undefined: people do not sign in with it, only its access tokens are accepted. */
  readonly clientId?: string;
  /** The file with the client's secret; undefined: a public client, protected by PKCE alone. */
  readonly clientSecretFile?: string;
  /** The audience of access tokens that are accepted as Bearer; undefined: none are. */
  readonly audience?: string;
  /** Roles by the name of a group; undefined: everybody whom the issuer knows may sign in. */
  readonly roles?: ReadonlyMap<string, GroupRole>;
  /** The claim that lists a person's groups. */
  readonly groupsClaim: string;
}

/** The settings that only mean something with an issuer. */
const OF_AN_ISSUER = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET_FILE', 'OIDC_AUDIENCE', 'OIDC_ROLES', 'OIDC_GROUPS_CLAIM'] as const;

type Text = (name: string) => string | undefined;

/**
 * Reads the settings of the issuer. @returns undefined if there is none
 * @param text the value of a variable; undefined: it is not set
 * @param problems takes what is wrong, by the name of the variable
 */
export function issuerSettingsFrom(text: Text, problems: Wording[]): IssuerSettings | undefined {
  const url = text('OIDC_ISSUER');
  if (url === undefined) {
    for (const name of OF_AN_ISSUER)
      if (text(name) !== undefined)
        problems.push({
          en: `${name}: it belongs to an OpenID Connect issuer; set OIDC_ISSUER too, or leave both unset.`,
          zh: `${name}：此项须与 OpenID Connect 签发方配合使用；请同时设置 OIDC_ISSUER，或两者都不设。`,
        });
    return undefined;
  }
  const [clientId, clientSecretFile, audience] = [text('OIDC_CLIENT_ID'), text('OIDC_CLIENT_SECRET_FILE'), text('OIDC_AUDIENCE')];
  if (!isIssuer(url))
    problems.push({
      en: 'OIDC_ISSUER: an issuer has an address like https://login.example.com/realm, without a user or a query; http is for this machine alone.',
      zh: 'OIDC_ISSUER：签发方的地址须形如 https://login.example.com/realm，不带用户名和查询参数；http 仅限本机。',
    });
  if (clientId === undefined && audience === undefined)
    problems.push({
      en: 'OIDC_CLIENT_ID: set it so that people can sign in, or OIDC_AUDIENCE so that access tokens of the issuer are accepted.',
      zh: 'OIDC_CLIENT_ID：请设置此项以便人员登录，或设置 OIDC_AUDIENCE 以接受签发方的访问令牌。',
    });
  if (clientId === undefined && clientSecretFile !== undefined)
    problems.push({
      en: 'OIDC_CLIENT_SECRET_FILE: a secret needs the OIDC_CLIENT_ID that it belongs to.',
      zh: 'OIDC_CLIENT_SECRET_FILE：须同时设置密钥所属的 OIDC_CLIENT_ID。',
    });
  if (clientId !== undefined && text('EVENKEEL_PUBLIC_URL') === undefined && !isLoopback(url))
    problems.push({
      en: 'EVENKEEL_PUBLIC_URL: the issuer sends people back to this address, so it is needed with OIDC_CLIENT_ID.',
      zh: 'EVENKEEL_PUBLIC_URL：签发方须将人员送回此地址，因此设置 OIDC_CLIENT_ID 时不可缺少。',
    });
  const roles = rolesFrom(text('OIDC_ROLES'), problems);
  return {
    url,
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecretFile === undefined ? {} : { clientSecretFile }),
    ...(audience === undefined ? {} : { audience }),
    ...(roles === undefined ? {} : { roles }),
    groupsClaim: text('OIDC_GROUPS_CLAIM') ?? 'groups',
  };
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether an issuer runs on this machine without TLS, as in a trial. */
export const isLoopback = (url: string): boolean =>
  URL.canParse(url) && new URL(url).protocol === 'http:' && LOOPBACK.includes(new URL(url).hostname);

function isIssuer(url: string): boolean {
  if (!URL.canParse(url) || /[?#]/.test(url)) return false;
  const { protocol, username, password } = new URL(url);
  return username === '' && password === '' && (protocol === 'https:' || isLoopback(url));
}

function rolesFrom(json: string | undefined, problems: Wording[]): ReadonlyMap<string, GroupRole> | undefined {
  if (json === undefined) return undefined;
  const groups = Object.entries(objectIn(json) ?? {});
  const wrong = groups.find(([, role]) => !(GROUP_ROLES as readonly unknown[]).includes(role));
  if (groups.length > 0 && !wrong) return new Map(groups as [string, GroupRole][]);
  const at = wrong ? `${JSON.stringify(wrong[1])} (${wrong[0]})` : json;
  problems.push({
    en: `OIDC_ROLES: ${at} does not map groups to ${GROUP_ROLES.join(', ')}; write it like {"pmo-team": "ADMINISTRATOR", "everyone": "MEMBER"}.`,
    zh: `OIDC_ROLES：${at} 未将群组映射到 ${GROUP_ROLES.join('、')}；须形如 {"pmo-team": "ADMINISTRATOR", "everyone": "MEMBER"}。`,
  });
  return undefined;
}

function objectIn(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
