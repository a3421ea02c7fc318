import { VaultModule } from '#identity/identity.module.js';
import { Module, type DynamicModule } from '@nestjs/common';
import { TrustedDocuments } from '../engine/trusted-documents.js';
import { AnswerCache } from '../engine/answer-cache.js';
import { ContextFactory } from './context-factory.js';

/** A module of its own, because the GraphQL module needs it while it is being created. */
@Module({})
export class ContextModule {
  /** @param views the module that exports the readings */
  static over(views: DynamicModule, documents: TrustedDocuments): DynamicModule {
    return {
      module: ContextModule,
      imports: [VaultModule, views],
      providers: [ContextFactory, AnswerCache, { provide: TrustedDocuments, useValue: documents }],
      exports: [ContextFactory, AnswerCache, TrustedDocuments],
    };
  }
}
