import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest says of its own start: of interest to whoever looks for a fault in it. */
const FRAMEWORK = ['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication', 'GraphQLModule'];

/** Where Nest reports that the program does not start, with a stack: who started it is told in words, once. */
const START = ['ExceptionHandler', 'NestApplication'];

/** Nest's log lines through pino: one JSON object a line. */
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

  /** Nest puts the context last, and before it a text or a stack. An object is what the line holds beside its text. */
  private write(level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace', message: unknown, rest: unknown[]): void {
    const texts = rest.filter((part): part is string => typeof part === 'string');
    const context = texts.at(-1);
    if (message instanceof Error) return this.pino[level]({ err: message, context }, message.message);
    if (typeof message === 'object' && message !== null)
      return this.pino[level]({ ...message, context }, texts.length > 1 ? texts[0] : undefined);
    this.pino[level]({ context, ...(texts.length > 1 ? { detail: texts[0] } : {}) }, String(message));
  }
}
