import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { EVENT_STORE } from '#event-sourcing/store/event-store.js';
import { EventStoreModule } from '#event-store/event-store.module.js';
import type { Settings } from '#event-store/settings.js';
import { AccessTokens } from './access/access-tokens.js';
import { CalendarAddresses } from './access/calendar-addresses.js';
import { Directory } from './people/directory.js';
import { Invitations } from './access/invitations.js';
import { People } from './people/people.js';
import { SecurityLog } from './security-log.js';
import { Sessions } from './access/sessions.js';
import { Tokens } from './access/tokens.js';
import { openPostgresVault, openVault, Vault } from './vault/vault.js';

/** Opens the vault in the database of DATABASE_URL; without one, in the data folder. */
export function openConfiguredVault(settings: Settings): Promise<Vault> {
  const folder = settings.get('EVENKEEL_DATA') ?? './data';
  const url = settings.get('DATABASE_URL');
  return url ? openPostgresVault(url, folder) : openVault(folder);
}

@Module({
  imports: [ConfigModule, EventStoreModule],
  providers: [
    {
      provide: Vault,
      // Injects the event store so that it opens first: if it cannot be opened, no vault is created, and opening it checks whether a vault
      // should exist.
      inject: [ConfigService, EVENT_STORE],
      useFactory: (settings: ConfigService) => openConfiguredVault(settings),
    },
    { provide: Directory, inject: [Vault], useFactory: (vault: Vault) => vault.directory },
    { provide: Tokens, inject: [Vault], useFactory: (vault: Vault) => vault.tokens },
    { provide: People, inject: [Vault], useFactory: (vault: Vault) => vault.people },
    { provide: Invitations, inject: [Vault], useFactory: (vault: Vault) => vault.invitations },
    { provide: Sessions, inject: [Vault], useFactory: (vault: Vault) => vault.sessions },
    { provide: AccessTokens, inject: [Vault], useFactory: (vault: Vault) => vault.accessTokens },
    { provide: CalendarAddresses, inject: [Vault], useFactory: (vault: Vault) => vault.calendarAddresses },
    { provide: SecurityLog, inject: [Vault], useFactory: (vault: Vault) => vault.securityLog },
  ],
  exports: [Directory, Tokens, People, Invitations, Sessions, AccessTokens, CalendarAddresses, SecurityLog],
})
export class VaultModule implements OnApplicationShutdown {
  constructor(@Inject(Vault) private readonly vault: Vault) {}

  async onApplicationShutdown(): Promise<void> {
    await this.vault.close();
  }
}
