import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CLOCK, systemClock } from './clock.js';
import { CommandGateway, PerformCommandHandler } from './commands/command-gateway.js';
import { ImportStatusLines } from './import/import-lines.js';
import { EvaluationInputs } from './commands/evaluation-inputs.js';

/** The command gateway and what hangs on it. */
@Module({})
export class ApplicationModule {
  /** @param adapters Modules that export the EVENT_STORE, the PROGRAM_VIEWS and the CHECKPOINT_STORE. */
  static over(...adapters: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [CqrsModule.forRoot(), ...adapters],
      providers: [{ provide: CLOCK, useValue: systemClock }, CommandGateway, PerformCommandHandler, EvaluationInputs, ImportStatusLines],
      exports: [CommandGateway, ImportStatusLines, CLOCK],
    };
  }
}
