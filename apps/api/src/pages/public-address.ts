import type { Language } from '#domain/language.js';
import type { Configuration } from '#application/starting/configuration.js';
import { isSecure } from '#application/starting/configuration.js';

/** The address under which people reach the api. */
export class PublicAddress {
  /** Whether they reach it over TLS. */
  readonly isSecure: boolean;
  /** Where people sign in through the issuer of their organisation; undefined: there is none. */
  readonly signIn: string | undefined;
  private readonly configured: string | undefined;
  private listening: string | undefined;

  constructor(configuration: Pick<Configuration, 'EVENKEEL_PUBLIC_URL' | 'OIDC'>) {
    this.signIn = configuration.OIDC?.clientId === undefined ? undefined : '/sign-in';
    this.configured = configuration.EVENKEEL_PUBLIC_URL;
    this.isSecure = isSecure(configuration);
  }

  /** Call once the api listens. */
  listensAt(url: string): void {
    this.listening = url;
  }

  /** The address of a one-time link. */
  invitation(secret: string): string {
    return `${this.origin}/invitation/${secret}`;
  }

  /** The secret address of a calendar, in which the calendar is written in a language. */
  calendar(secret: string, language: Language): string {
    return `${this.origin}/feeds/calendar.ics?token=${secret}&language=${language}`;
  }

  /** The address of a page of the web app. @param path begins with a slash */
  page(path: string): string {
    return `${this.origin}${path}`;
  }

  /** Where the issuer sends people back to. */
  get callback(): string {
    return `${this.origin}/sign-in/callback`;
  }

  private get origin(): string | undefined {
    return this.configured ?? this.listening;
  }
}
