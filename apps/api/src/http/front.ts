import { isSecure, type Configuration } from '#application/starting/configuration.js';
import proxyAddr from '@fastify/proxy-addr';
import type { IncomingMessage } from 'node:http';

/** What stands before the api: the address under which people reach it, TLS, and proxies. */
export class Front {
  /** Whether people reach the api over TLS. */
  readonly isSecure: boolean;
  private readonly origin: string | undefined;
  private readonly isProxy: (address: string, hop: number) => boolean;

  constructor(configuration: Pick<Configuration, 'EVENKEEL_PUBLIC_URL' | 'EVENKEEL_PROXIES'>) {
    this.isSecure = isSecure(configuration);
    this.origin = configuration.EVENKEEL_PUBLIC_URL?.toLowerCase();
    this.isProxy = proxyAddr.compile([...(configuration.EVENKEEL_PROXIES ?? [])]);
  }

  /** The client's network address. What a request says of it counts only as far as known proxies say it. */
  addressOf(request: IncomingMessage): string {
    return proxyAddr(request, this.isProxy) || '';
  }

  /**
   * Whether a request comes from a page of Evenkeel, or not from a page. Browsers name the page's origin, but send the cookies of this
   * origin whatever the page's origin is. A proxy may pass on another host than the one that people see.
   */
  isSameOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
    if (origin === undefined || origin.toLowerCase() === this.origin) return true;
    return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
  }
}
