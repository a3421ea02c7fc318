import { ApplicationModule } from '#application/application.module.js';
import { BackgroundProcesses } from '#application/processes/background-processes.js';
import { ImportStatusLines } from '#application/import/import-lines.js';
import { EventStoreModule } from '#event-store/event-store.module.js';
import { VaultModule } from '#identity/identity.module.js';
import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { GraphQLModule } from '@nestjs/graphql';
import { Commands } from './commands/commands.js';
import type { Configuration } from '#application/starting/configuration.js';
import { CalendarController } from './feeds/calendar/calendar.controller.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { FeedSender } from './feeds/sending/feed-sender.js';
import { FeedMoments } from './feeds/sending/feed-moments.js';
import { GraphiqlController } from './graphiql/graphiql.controller.js';
import { GraphiqlPages } from './graphiql/pages.js';
import { trustedDocumentsOf } from './engine/trusted-documents.js';
import { ContextModule } from './graphql/context.module.js';
import { GraphqlDriver, type Options } from './graphql/graphql.driver.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { RESOLVERS } from './graphql/resolvers.js';
import { HealthController } from './health/health.controller.js';
import { StoreWarnings } from './health/store-warnings.js';
import { StoreHealth } from './health/store-health.js';
import { Metrics } from './health/metrics.js';
import { MetricsController } from './health/metrics.controller.js';
import { InvitationController } from './pages/invitation.controller.js';
import { PortfolioWarming } from './portfolio/portfolio-warming.js';
import { PublicAddress } from './pages/public-address.js';
import { WelcomeController } from './pages/welcome.controller.js';
import type { SignIn } from './sign-in/sign-in.js';
import { Changes } from './subscriptions/changes.js';
import { Trail } from './people/trail.js';
import { viewsModule } from './views.module.js';

/** The entry files of threads. Without one, the main thread does its work. */
export interface Threads {
  /** The entry file of rebuild threads; the entry of the historical query worker is found from there. */
  readonly rebuild?: URL;
  /** The entry file of the thread that makes GraphiQL's page. */
  readonly graphiql?: URL;
}

@Module({})
export class AppModule {
  /**
   * The stores, the command gateway, the views, and the api over them. In embedded mode this is the whole program; in clustered mode the
   * projector is a separate process.
   * @param documents those of the web app, by their SHA-256
   */
  static with(
    configuration: Configuration,
    { rebuild, graphiql }: Threads = {},
    signIn?: SignIn,
    documents?: ReadonlyMap<string, string>,
  ): DynamicModule {
    const views = viewsModule(configuration, rebuild);
    const context = ContextModule.over(views, trustedDocumentsOf(configuration, documents));
    const stores = [EventStoreModule, VaultModule, views];
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, validate: () => ({ ...configuration }) }),
        ...stores,
        context,
        ApplicationModule.over(...stores),
        GraphQLModule.forRootAsync<Options>({ driver: GraphqlDriver, imports: [context], useFactory: () => graphqlOptions }),
      ],
      controllers: [
        HealthController,
        MetricsController,
        InvitationController,
        WelcomeController,
        FeedsController,
        CalendarController,
        ...(signIn?.controllers ?? []),
        ...(process.env['NODE_ENV'] === 'production' ? [] : [GraphiqlController]),
      ],
      providers: [
        Commands,
        Trail,
        ImportStatusLines,
        Changes,
        Metrics,
        StoreHealth,
        StoreWarnings,
        FeedMoments,
        FeedSender,
        PortfolioWarming,
        { provide: PublicAddress, useFactory: () => new PublicAddress(configuration) },
        { provide: GraphiqlPages, useFactory: () => new GraphiqlPages(graphiql) },
        ...(configuration.DATABASE_URL === undefined ? [BackgroundProcesses] : []),
        ...(signIn?.providers ?? []),
        ...RESOLVERS,
      ],
    };
  }
}
