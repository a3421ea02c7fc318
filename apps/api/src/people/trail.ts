import { SecurityLog, type SecurityAct } from '#identity/security-log.js';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../graphql/request-context.js';

/** Notes in the security log what the sender of a request did about people and access. */
@Injectable()
export class Trail {
  constructor(private readonly log: SecurityLog) {}

  note(
    { principal, address }: RequestContext,
    act: SecurityAct,
    about?: string,
    details?: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const by = principal.token === undefined ? details : { ...details, token: principal.token };
    return this.log.note({ act, who: principal.id, about, from: address, details: by });
  }
}
