import { expectListenable, listenProblem } from '#application/starting/listening.js';
import { CalendarAddresses } from '#identity/access/calendar-addresses.js';
import { SecurityLog } from '#identity/security-log.js';
import { Sessions } from '#identity/access/sessions.js';
import { Tokens, type MadeToken } from '#identity/access/tokens.js';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Server } from 'node:http';
import { pino, type Logger } from 'pino';
import 'reflect-metadata';
import { AppModule, type Threads } from './app.module.js';
import type { Configuration } from '#application/starting/configuration.js';
import { ContextFactory } from './graphql/context-factory.js';
import { Metrics } from './health/metrics.js';
import { setAnswerHeaders } from './http/answer-headers.js';
import { authenticate } from './http/access/authentication.js';
import { verifierOf, type Verify } from './http/access/credentials.js';
import { FailedAttempts } from './http/access/failed-attempts.js';
import { Front } from './http/front.js';
import { Gate } from './http/access/gate.js';
import { dropForms, parseJsonBodies, refuseLongBodies } from './http/body.js';
import { boundConnections } from './http/connection.js';
import { ErrorFilter } from './http/error-filter.js';
import { refuseOtherEncodings } from './http/media-type.js';
import { PinoLogger } from './http/pino-logger.js';
import { refuseNoAddress, refuseUnknownPaths } from './http/unknown-path.js';
import { PublicAddress } from './pages/public-address.js';
import { LIMITS } from './limits/limits.js';
import { RateLimit } from './limits/rate-limit.js';
import { TrustedDocuments } from './engine/trusted-documents.js';
import { serveSubscriptions } from './subscriptions/socket.js';
import { serveWeb } from './web/serve-web.js';
import { readWebFolder } from './web/web-folder.js';

/** How long accepted requests may take after the program was told to end, in milliseconds. */
const DEADLINE_MS = 15_000;

/** The api while it is listening. */
export interface RunningApp {
  readonly url: string;
  readonly nest: NestFastifyApplication;
  /** The administrator's token and its file, if the token was made just now. */
  readonly madeToken: MadeToken | undefined;
  /** Answers the accepted requests, then closes everything. */
  close(): Promise<void>;
}

/**
 * Starts the api.
 * @param webFolder the folder of the built web app; without it, or where it is absent, the api has no web app
 * @throws StartProblem if it cannot listen, before anything is created; EventStoreError, such as STORE_OWNED, if the data folder cannot be
 * used
 */
export async function createApp(
  configuration: Configuration,
  log: Logger = pino({ level: configuration.LOG_LEVEL }),
  threads: Threads = {},
  webFolder?: URL,
): Promise<RunningApp> {
  await expectListenable(configuration.HOST, configuration.PORT);
  const { OIDC } = configuration;
  // Loaded only here: the libraries of OpenID Connect would make every start longer.
  const signIn = OIDC && (await import('./sign-in/sign-in.js')).signInThrough(OIDC);
  const adapter = new FastifyAdapter({
    bodyLimit: LIMITS.bodyBytes,
    trustProxy: [...(configuration.EVENKEEL_PROXIES ?? [])],
    forceCloseConnections: 'idle',
    // Late requests are still answered, because everything that an answer needs is running; the connection closes after the answer.
    return503OnClosing: false,
    requestTimeout: LIMITS.requestMs,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseNoAddress,
    rewriteUrl: ({ url = '' }) => url.replace(/^\/feeds\/(?=$|\?)/, '/feeds'),
  });
  const server: FastifyInstance = adapter.getInstance<FastifyInstance>();
  let administrator = Promise.resolve<MadeToken | undefined>(undefined);
  const verify: Verify = async (credential) => {
    await administrator;
    return (
      (await verifierOf(nest.get(Tokens), nest.get(Sessions), nest.get(CalendarAddresses))(credential)) ??
      signIn?.holderOf(credential, nest)
    );
  };
  const failures = new FailedAttempts(configuration.EVENKEEL_RATE_LIMIT > 0);
  const gate = new Gate(verify, new Front(configuration), failures, () => nest.get(SecurityLog));
  const limit = new RateLimit(configuration.EVENKEEL_RATE_LIMIT);
  const web = webFolder && readWebFolder(webFolder);
  if (webFolder && !web) log.info(`the web app is not built: there is none in ${webFolder.pathname}`);
  setAnswerHeaders(server);
  boundConnections(server);
  authenticate(server, gate, limit);
  refuseUnknownPaths(server);
  refuseOtherEncodings(server);
  refuseLongBodies(server);
  parseJsonBodies(adapter, server);
  dropForms(adapter);
  serveWeb(server, web);
  const nest: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(configuration, threads, signIn, web?.documents),
    adapter,
    {
      logger: new PinoLogger(log),
      abortOnError: false,
      forceCloseConnections: false,
    },
  );
  nest.useGlobalFilters(new ErrorFilter(nest.getHttpAdapter()));
  nest.get(Metrics).watch(server);
  await nest.init().catch(async (error: unknown) => {
    // What had been opened is closed: whoever starts the api in its own process may start it again.
    await nest.close();
    throw error;
  });
  const http: Server = nest.getHttpServer();
  const closeSockets = serveSubscriptions(
    http,
    nest.get(GraphQLSchemaHost).schema,
    nest.get(ContextFactory),
    gate,
    limit,
    nest.get(TrustedDocuments),
  );
  const { HOST, PORT } = configuration;
  // The token is made only once the program listens, so that somebody sees it. Requests wait for it.
  administrator = nest
    .listen(PORT, HOST)
    .then(async () => nest.get(PublicAddress).listensAt(await nest.getUrl()))
    .then(() => nest.get(Tokens).ensureAdministrator(configuration.EVENKEEL_ADMIN_TOKEN));
  try {
    await administrator;
  } catch (error) {
    await closeSockets();
    await nest.close();
    throw listenProblem(error as Error, HOST, PORT);
  }
  return {
    nest,
    madeToken: await administrator,
    url: await nest.getUrl(),
    close: async () => {
      await closeSockets();
      const release = releaseConnections(http);
      // Close the server before anything that an answer needs is stopped: Nest itself would close the server last.
      await server.close().finally(release);
      await nest.close();
    },
  };
}

/**
 * While the server closes, ends connections whose request has been answered: clients could keep them open. A request that takes longer than
 * DEADLINE_MS is dropped. @returns a function that stops this
 */
function releaseConnections(http: Server): () => void {
  const idle = setInterval(() => http.closeIdleConnections(), 50);
  const all = setTimeout(() => http.closeAllConnections(), DEADLINE_MS);
  return () => {
    clearInterval(idle);
    clearTimeout(all);
  };
}
