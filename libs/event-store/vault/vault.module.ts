import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import type { Settings } from '../settings.js';
import { Directory } from './directory.js';
import { Tokens } from './tokens.js';
import { openPostgresVault } from './postgres-vault.js';
import { openVault, Vault } from './vault.js';

/** In the database of DATABASE_URL, else in the data folder. */
export function openConfiguredVault(settings: Settings): Vault | Promise<Vault> {
  const folder = settings.get('EVENKEEL_DATA') ?? './data';
  const url = settings.get('DATABASE_URL');
  return url ? openPostgresVault(url, folder) : openVault(folder);
}

@Module({
  imports: [ConfigModule],
  providers: [
    {
      provide: Vault,
      inject: [ConfigService],
      useFactory: openConfiguredVault,
    },
    { provide: Directory, inject: [Vault], useFactory: (vault: Vault) => vault.directory },
    { provide: Tokens, inject: [Vault], useFactory: (vault: Vault) => vault.tokens },
  ],
  exports: [Directory, Tokens],
})
export class VaultModule implements OnApplicationShutdown {
  constructor(@Inject(Vault) private readonly vault: Vault) {}

  async onApplicationShutdown(): Promise<void> {
    await this.vault.close();
  }
}
