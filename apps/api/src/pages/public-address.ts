import type { Configuration } from '#application/starting/configuration.js';
import { isSecure } from '#application/starting/configuration.js';

/** The address under which people reach the api. */
export class PublicAddress {
  /** Whether they reach it over TLS. */
  readonly isSecure: boolean;
  private readonly configured: string | undefined;
  private listening: string | undefined;

  constructor(configuration: Pick<Configuration, 'EVENKEEL_PUBLIC_URL'>) {
    this.configured = configuration.EVENKEEL_PUBLIC_URL;
    this.isSecure = isSecure(configuration);
  }

  /** Call once the api listens. */
  listensAt(url: string): void {
    this.listening = url;
  }

  /** The address of a one-time link. */
  invitation(secret: string): string {
    return `${this.configured ?? this.listening}/invitation/${secret}`;
  }
}
