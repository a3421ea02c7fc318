import { SecurityLog } from '#identity/security-log.js';
import type { Holder } from '#identity/access/holder.js';
import { Logger } from '@nestjs/common';
import type { Credential, Verify } from './credentials.js';
import type { FailedAttempts } from './failed-attempts.js';
import type { Front } from '../front.js';

/** The answer to a credential: whom it stands for, nobody, or after how many seconds it may be tried again. */
export type Admitted = { readonly holder: Holder } | { readonly wait: number } | 'INVALID';

const log = new Logger('access');

/** Verifies credentials, slows who guesses, and notes failures in the security log. The same for HTTP and WebSockets. */
export class Gate {
  constructor(
    readonly verify: Verify,
    readonly front: Front,
    readonly failures: FailedAttempts,
    private readonly security: () => Pick<SecurityLog, 'note'>,
  ) {}

  /** @throws the error of the database, which is not a failure of the credential */
  async admit(credential: Credential, address: string): Promise<Admitted> {
    const wait = this.failures.waitFor(credential, address);
    if (wait > 0) return { wait };
    const holder = await this.verify(credential);
    if (holder) {
      this.failures.succeeded(credential);
      return { holder };
    }
    this.failures.failed(credential, address);
    this.noteFailure(address, { with: credential.kind });
    return 'INVALID';
  }

  /** Notes a failed sign-in, in the background: nobody waits for it, and a log that cannot be written keeps nobody out. */
  noteFailure(address: string, details: Readonly<Record<string, unknown>>): void {
    this.security()
      .note({ act: 'SIGN_IN_FAILED', from: address, details })
      .catch((error: unknown) => log.error({ err: error }, 'a failed sign-in was not noted'));
  }
}
