import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EVENT_STORE } from '#event-sourcing/store/event-store.js';
import { CLOCK, systemClock } from './clock.js';
import { AGGREGATES } from './commands/aggregates.js';
import { CommandGateway } from './commands/command-gateway.js';
import { EvaluationInputs } from './commands/evaluation-inputs.js';
import { WRITING } from './commands/on-bus.js';
import { writingTo } from './commands/writing.js';
import { ImportStatusLines } from './import/import-lines.js';

/** The command gateway and its dependencies. */
@Module({})
export class ApplicationModule {
  /** @param adapters modules that export EVENT_STORE, PROGRAM_VIEWS and CHECKPOINT_STORE */
  static over(...adapters: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [CqrsModule.forRoot(), ...adapters],
      providers: [
        { provide: CLOCK, useValue: systemClock },
        { provide: WRITING, useFactory: writingTo, inject: [EVENT_STORE, CLOCK, EvaluationInputs] },
        CommandGateway,
        ...AGGREGATES.map(({ handler }) => handler),
        EvaluationInputs,
        ImportStatusLines,
      ],
      exports: [CommandGateway, ImportStatusLines, CLOCK],
    };
  }
}
