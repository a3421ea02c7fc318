import { isIP } from 'node:net';
import { escaped } from './escaped.js';
import { issuerSettingsFrom, type IssuerSettings } from './issuer-settings.js';
import { StartProblem, type Wording } from './start-problem.js';

/** The configuration variables of the api and the projector, parsed. */
export interface Configuration {
  readonly HOST: string;
  readonly PORT: number;
  readonly EVENKEEL_DATA: string;
  readonly EVENKEEL_ADMIN_TOKEN?: string;
  /** The addresses of the event store and the database: set both or neither; both select the clustered mode. */
  readonly EVENTSTORE_URL?: string;
  readonly DATABASE_URL?: string;
  /** The prefix of this installation's stream names on the cluster. */
  readonly EVENTSTORE_PREFIX?: string;
  /** The address under which people reach the api, for links and cookies; default: the one on which it listens. */
  readonly EVENKEEL_PUBLIC_URL?: string;
  /** The addresses and networks of the proxies before the api, whose X-Forwarded-For is believed. */
  readonly EVENKEEL_PROXIES?: readonly string[];
  /** A file of GraphQL documents that clients may name by their SHA-256. */
  readonly EVENKEEL_DOCUMENTS?: string;
  /** Whether every other document is refused; default: no. */
  readonly EVENKEEL_DOCUMENTS_ONLY?: Said;
  /** The OpenID Connect issuer, from the variables that begin with OIDC_. */
  readonly OIDC?: IssuerSettings;
  /** Requests per minute of one person, or of one address without a valid token; 0: no limit. */
  readonly EVENKEEL_RATE_LIMIT: number;
  readonly LOG_LEVEL: LogLevel;
  /** Only an option of the start, never a variable: an accepted loss must not be accepted for ever. */
  readonly ACCEPT_LOSS: Said;
  readonly ACCEPT_CLOCK: Said;
}

type Said = 'yes' | 'no';

/** The limit is high: it stops a runaway client, not a busy one. */
const RATE_LIMIT = 300_000;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that is wrong with the variables, in one error. */
export class ConfigurationError extends StartProblem {
  constructor(readonly problems: readonly Wording[]) {
    const list = (language: keyof Wording): string => problems.map((problem) => `\n  ${escaped(problem[language])}`).join('');
    super({ en: `The configuration is wrong:${list('en')}`, zh: `配置有误：${list('zh')}` });
    this.name = 'ConfigurationError';
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the configuration; an empty variable counts as unset. @throws ConfigurationError that names every invalid variable */
export function configurationFrom(variables: Variables): Configuration {
  const problems: Wording[] = [];
  const text = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const set = <Name extends string>(name: Name): { [name in Name]?: string } => {
    const value = text(name);
    return value === undefined ? {} : ({ [name]: value } as { [name in Name]?: string });
  };
  const port = text('PORT') ?? '3000';
  if (!/^\d+$/.test(port) || Number(port) > 65_535)
    problems.push({ en: `PORT: ${port} is not a port from 0 to 65535.`, zh: `PORT：${port} 不是 0 至 65535 的端口。` });
  const rate = text('EVENKEEL_RATE_LIMIT') ?? `${RATE_LIMIT}`;
  if (!/^\d+$/.test(rate) || !Number.isSafeInteger(Number(rate)))
    problems.push({
      en: `EVENKEEL_RATE_LIMIT: ${rate} is not a number of requests; 0 is no limit.`,
      zh: `EVENKEEL_RATE_LIMIT：${rate} 不是请求数；0 表示不限。`,
    });
  const level = text('LOG_LEVEL') ?? 'info';
  if (!isLogLevel(level))
    problems.push({
      en: `LOG_LEVEL: ${level} is none of ${LOG_LEVELS.join(', ')}.`,
      zh: `LOG_LEVEL：${level} 不在 ${LOG_LEVELS.join('、')} 之中。`,
    });
  const token = text('EVENKEEL_ADMIN_TOKEN');
  if (token !== undefined && !isStrongToken(token)) problems.push(WEAK_TOKEN);
  const publicUrl = text('EVENKEEL_PUBLIC_URL')?.replace(/\/$/, '');
  if (publicUrl !== undefined && !isOrigin(publicUrl))
    problems.push({
      en: `EVENKEEL_PUBLIC_URL: ${publicUrl} is no address like https://evenkeel.example.com, without a path.`,
      zh: `EVENKEEL_PUBLIC_URL：${publicUrl} 须形如 https://evenkeel.example.com，不带路径。`,
    });
  problems.push(...ofClusteredMode(text('EVENTSTORE_URL'), text('DATABASE_URL')));
  const proxies = text('EVENKEEL_PROXIES')?.split(/[,\s]+/);
  const noNetwork = proxies?.find((network) => !isNetwork(network));
  if (noNetwork !== undefined)
    problems.push({
      en: `EVENKEEL_PROXIES: ${noNetwork} is no address or network, such as 10.0.0.7 or 10.0.0.0/24; separate them with commas.`,
      zh: `EVENKEEL_PROXIES：${noNetwork} 不是地址或网段，须形如 10.0.0.7 或 10.0.0.0/24，以逗号分隔。`,
    });
  const only = text('EVENKEEL_DOCUMENTS_ONLY') ?? 'no';
  if (!isSaid(only) || (only === 'yes' && text('EVENKEEL_DOCUMENTS') === undefined))
    problems.push({
      en: `EVENKEEL_DOCUMENTS_ONLY: ${only} is neither no nor, beside EVENKEEL_DOCUMENTS, yes.`,
      zh: `EVENKEEL_DOCUMENTS_ONLY：${only} 须为 no；仅在设置了 EVENKEEL_DOCUMENTS 时可为 yes。`,
    });
  const issuer = issuerSettingsFrom(text, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    HOST: text('HOST') ?? '127.0.0.1',
    PORT: Number(port),
    EVENKEEL_DATA: text('EVENKEEL_DATA') ?? './data',
    ...(token === undefined ? {} : { EVENKEEL_ADMIN_TOKEN: token }),
    ...set('EVENTSTORE_URL'),
    ...set('DATABASE_URL'),
    ...set('EVENTSTORE_PREFIX'),
    ...(publicUrl === undefined ? {} : { EVENKEEL_PUBLIC_URL: publicUrl }),
    ...(proxies === undefined ? {} : { EVENKEEL_PROXIES: proxies }),
    ...set('EVENKEEL_DOCUMENTS'),
    EVENKEEL_DOCUMENTS_ONLY: only as Said,
    ...(issuer === undefined ? {} : { OIDC: issuer }),
    EVENKEEL_RATE_LIMIT: Number(rate),
    LOG_LEVEL: level as LogLevel,
    ACCEPT_LOSS: 'no',
    ACCEPT_CLOCK: 'no',
  };
}

const isSaid = (text: string): text is Said => text === 'yes' || text === 'no';

/** Whether people reach the api over TLS, which ends before it. */
export const isSecure = ({ EVENKEEL_PUBLIC_URL: url }: Pick<Configuration, 'EVENKEEL_PUBLIC_URL'>): boolean =>
  url?.startsWith('https:') ?? false;

const isOrigin = (address: string): boolean =>
  /^https?:/.test(address) && URL.canParse(address) && new URL(address).origin === address.toLowerCase();

/** Whether a text is an IP address, or a network in CIDR notation that is not all addresses: then a client could say where it is. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = [0, 32, 128][isIP(address) === 4 ? 1 : isIP(address) === 6 ? 2 : 0]!;
  return (
    bits > 0 && rest.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= bits))
  );
}

/** Anybody who can reach the api can guess tokens, so a token must not be short. */
const SHORTEST_TOKEN = 32;
const FEWEST_CHARACTERS = 8;

const WEAK_TOKEN: Wording = {
  en: `EVENKEEL_ADMIN_TOKEN: a token is at least ${SHORTEST_TOKEN} printable ASCII characters without spaces, ${FEWEST_CHARACTERS} of them different; "openssl rand -hex 32" makes one.`,
  zh: `EVENKEEL_ADMIN_TOKEN：令牌须为至少 ${SHORTEST_TOKEN} 个可打印 ASCII 字符，不含空格，其中至少 ${FEWEST_CHARACTERS} 个互不相同；可用 openssl rand -hex 32 生成。`,
};

const isStrongToken = (token: string): boolean =>
  /^[\x21-\x7e]+$/.test(token) && token.length >= SHORTEST_TOKEN && new Set(token).size >= FEWEST_CHARACTERS;

/** What is wrong with the addresses of the stores. The messages never repeat an address: it may contain a password. */
function ofClusteredMode(events: string | undefined, views: string | undefined): Wording[] {
  const problems: Wording[] = [];
  if (events !== undefined && views === undefined)
    problems.push({
      en: 'DATABASE_URL: the events are on a cluster (EVENTSTORE_URL), so the views need PostgreSQL: set both or neither.',
      zh: 'DATABASE_URL：事件在集群上（EVENTSTORE_URL），视图便需要 PostgreSQL：两者须同时设置或同时不设。',
    });
  if (views !== undefined && events === undefined)
    problems.push({
      en: 'EVENTSTORE_URL: the views are in PostgreSQL (DATABASE_URL), so the events need a cluster: set both or neither.',
      zh: 'EVENTSTORE_URL：视图在 PostgreSQL 中（DATABASE_URL），事件便需要集群：两者须同时设置或同时不设。',
    });
  if (events !== undefined && !/^esdb(\+discover)?:\/\/./.test(events))
    problems.push({
      en: 'EVENTSTORE_URL: it begins with esdb:// or esdb+discover://.',
      zh: 'EVENTSTORE_URL：须以 esdb:// 或 esdb+discover:// 开头。',
    });
  if (views !== undefined && !isPostgres(views))
    problems.push({
      en: 'DATABASE_URL: it has the form postgres://user:password@host:port/database, percent-encoded where need be.',
      zh: 'DATABASE_URL：须形如 postgres://user:password@host:port/database，必要处用百分号编码。',
    });
  return problems;
}

function isPostgres(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, username, password } = new URL(address);
  const parts = [username, password, pathname];
  return ['postgres:', 'postgresql:'].includes(protocol) && hostname !== '' && pathname.length > 1 && parts.every(isPercentEncoded);
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const isLogLevel = (level: string): level is LogLevel => (LOG_LEVELS as readonly string[]).includes(level);
