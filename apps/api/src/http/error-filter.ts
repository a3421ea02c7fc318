import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/**
 * Leaves what a resolver threw to whoever answers the request: that knows whose fault it is. Nest would log each as ERROR with a stack,
 * a client's mistake, too.
 */
@Catch()
export class ErrorFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType<'http' | 'graphql'>() === 'graphql') throw exception;
    super.catch(exception, host);
  }
}
