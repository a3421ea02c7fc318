/** The variables that the api reads, as they are used. */
export interface Configuration {
  readonly HOST: string;
  readonly PORT: number;
  readonly EVENKEEL_DATA: string;
  readonly EVENKEEL_ADMIN_TOKEN?: string;
  readonly LOG_LEVEL: LogLevel;
}

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
  const port = Number(text('PORT') ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push(`PORT: ${text('PORT')} is not a port from 0 to 65535.`);
  const level = text('LOG_LEVEL') ?? 'info';
  if (!isLogLevel(level)) problems.push(`LOG_LEVEL: ${level} is none of ${LOG_LEVELS.join(', ')}.`);
  const token = text('EVENKEEL_ADMIN_TOKEN');
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    problems.push('EVENKEEL_ADMIN_TOKEN: a token is printable ASCII without spaces.');
  }
  for (const [name, what] of Object.entries(NOT_YET)) if (text(name) !== undefined) problems.push(`${name}: ${what}`);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    HOST: text('HOST') ?? '127.0.0.1',
    PORT: port,
    EVENKEEL_DATA: text('EVENKEEL_DATA') ?? './data',
    ...(token === undefined ? {} : { EVENKEEL_ADMIN_TOKEN: token }),
    LOG_LEVEL: level as LogLevel,
  };
}

const NOT_YET: Readonly<Record<string, string>> = {
  EVENTSTORE_URL: 'the clustered mode is not built yet; leave it unset for the embedded one.',
  DATABASE_URL: 'the clustered mode is not built yet; leave it unset for the embedded one.',
  OIDC_ISSUER: 'tokens of an issuer are not accepted yet; leave it unset.',
  OIDC_AUDIENCE: 'tokens of an issuer are not accepted yet; leave it unset.',
};

const isLogLevel = (level: string): level is LogLevel => (LOG_LEVELS as readonly string[]).includes(level);
