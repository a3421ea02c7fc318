import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's messages about its own start, useful only for finding a fault in it. */
const FRAMEWORK = ['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication', 'GraphQLModule'];

/**
 * Contexts in which Nest reports a failed start with a stack trace: the person who started the program gets one message in plain words
 * instead.
 */
const START = ['ExceptionHandler', 'NestApplication'];

/** Writes Nest's log lines through pino: one JSON object per line. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(FRAMEWORK.includes(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write(START.includes(String(rest.at(-1))) ? 'debug' : 'error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the context last, and before it a text or a stack trace. An object becomes fields of the line beside its text. */
  private write(level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace', message: unknown, rest: unknown[]): void {
    const texts = rest.filter((part): part is string => typeof part === 'string');
    const context = texts.at(-1);
    if (message instanceof Error) return this.pino[level]({ err: message, context }, message.message);
    if (typeof message === 'object' && message !== null)
      return this.pino[level]({ ...message, context }, texts.length > 1 ? texts[0] : undefined);
    this.pino[level]({ context, ...(texts.length > 1 ? { detail: texts[0] } : {}) }, String(message));
  }
}
