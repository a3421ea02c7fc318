import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/**
 * Passes resolvers' errors on to the code that answers the request and knows whose fault each is. Nest would log all of them at ERROR with
 * a stack trace, including clients' mistakes.
 */
@Catch()
export class ErrorFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType<'http' | 'graphql'>() === 'graphql') throw exception;
    super.catch(exception, host);
  }
}
