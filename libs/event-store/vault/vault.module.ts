import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { Directory } from './directory.js';
import { Tokens } from './tokens.js';
import { openVault, Vault } from './vault.js';

@Module({
  imports: [ConfigModule],
  providers: [
    {
      provide: Vault,
      inject: [ConfigService],
      useFactory: (config: ConfigService) => openVault(config.get<string>('EVENKEEL_DATA', './data')),
    },
    { provide: Directory, inject: [Vault], useFactory: (vault: Vault) => vault.directory },
    { provide: Tokens, inject: [Vault], useFactory: (vault: Vault) => vault.tokens },
  ],
  exports: [Directory, Tokens],
})
export class VaultModule implements OnApplicationShutdown {
  constructor(@Inject(Vault) private readonly vault: Vault) {}

  onApplicationShutdown(): void {
    this.vault.close();
  }
}
