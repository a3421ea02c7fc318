/** The variables that the api and the projector read, as they are used. */
export interface Configuration {
  readonly HOST: string;
  readonly PORT: number;
  readonly EVENKEEL_DATA: string;
  readonly EVENKEEL_ADMIN_TOKEN?: string;
  /** Both or neither: the clustered mode. */
  readonly EVENTSTORE_URL?: string;
  readonly DATABASE_URL?: string;
  /** Begins the names of this installation's streams on the cluster. */
  readonly EVENTSTORE_PREFIX?: string;
  /** Requests of one person, or of one address without a good token, in a minute; 0: no limit. */
  readonly EVENKEEL_RATE_LIMIT: number;
  readonly LOG_LEVEL: LogLevel;
}

/** More than one process answers: it stops what has gone wild, not what is busy. */
const RATE_LIMIT = 300_000;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is wrong with the variables, all of it at once. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as unset. @throws ConfigurationError that names every variable that is wrong */
export function configurationFrom(variables: Variables): Configuration {
  const problems: string[] = [];
  const text = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const set = <Name extends string>(name: Name): { [name in Name]?: string } => {
    const value = text(name);
    return value === undefined ? {} : ({ [name]: value } as { [name in Name]?: string });
  };
  const port = Number(text('PORT') ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push(`PORT: ${text('PORT')} is not a port from 0 to 65535.`);
  const rate = Number(text('EVENKEEL_RATE_LIMIT') ?? RATE_LIMIT);
  if (!Number.isSafeInteger(rate) || rate < 0)
    problems.push(`EVENKEEL_RATE_LIMIT: ${text('EVENKEEL_RATE_LIMIT')} is not a number of requests; 0 is no limit.`);
  const level = text('LOG_LEVEL') ?? 'info';
  if (!isLogLevel(level)) problems.push(`LOG_LEVEL: ${level} is none of ${LOG_LEVELS.join(', ')}.`);
  const token = text('EVENKEEL_ADMIN_TOKEN');
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    problems.push('EVENKEEL_ADMIN_TOKEN: a token is printable ASCII without spaces.');
  }
  problems.push(...ofClusteredMode(text('EVENTSTORE_URL'), text('DATABASE_URL')));
  for (const [name, what] of Object.entries(NOT_YET)) if (text(name) !== undefined) problems.push(`${name}: ${what}`);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    HOST: text('HOST') ?? '127.0.0.1',
    PORT: port,
    EVENKEEL_DATA: text('EVENKEEL_DATA') ?? './data',
    ...(token === undefined ? {} : { EVENKEEL_ADMIN_TOKEN: token }),
    ...set('EVENTSTORE_URL'),
    ...set('DATABASE_URL'),
    ...set('EVENTSTORE_PREFIX'),
    EVENKEEL_RATE_LIMIT: rate,
    LOG_LEVEL: level as LogLevel,
  };
}

/** What is wrong with the addresses of the stores; neither of them is repeated: they may hold passwords. */
function ofClusteredMode(events: string | undefined, views: string | undefined): string[] {
  const problems: string[] = [];
  if (events !== undefined && views === undefined)
    problems.push('DATABASE_URL: the events are on a cluster (EVENTSTORE_URL), so the views need PostgreSQL: set both or neither.');
  if (views !== undefined && events === undefined)
    problems.push('EVENTSTORE_URL: the views are in PostgreSQL (DATABASE_URL), so the events need a cluster: set both or neither.');
  if (events !== undefined && !/^esdb(\+discover)?:\/\/./.test(events))
    problems.push('EVENTSTORE_URL: it begins with esdb:// or esdb+discover://.');
  if (views !== undefined && !isPostgres(views))
    problems.push('DATABASE_URL: it has the form postgres://user:password@host:port/database, percent-encoded where need be.');
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

const NOT_YET: Readonly<Record<string, string>> = {
  OIDC_ISSUER: 'tokens of an issuer are not accepted yet; leave it unset.',
  OIDC_AUDIENCE: 'tokens of an issuer are not accepted yet; leave it unset.',
};

const isLogLevel = (level: string): level is LogLevel => (LOG_LEVELS as readonly string[]).includes(level);
