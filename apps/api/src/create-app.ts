import { expectListenable, listenProblem } from '#application/starting/listening.js';
import { Tokens, type MadeToken } from '#identity/tokens.js';
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
import { authenticate, type Verify } from './http/authentication.js';
import { parseJsonBodies, refuseLongBodies } from './http/body.js';
import { boundConnections } from './http/connection.js';
import { ErrorFilter } from './http/error-filter.js';
import { refuseOtherEncodings } from './http/media-type.js';
import { PinoLogger } from './http/pino-logger.js';
import { refuseNoAddress, refuseUnknownPaths } from './http/unknown-path.js';
import { LIMITS } from './limits/limits.js';
import { RateLimit } from './limits/rate-limit.js';
import { serveSubscriptions } from './subscriptions/socket.js';

/** How long accepted requests may still take when the program is told to end. */
const DEADLINE_MS = 15_000;

/** The api, listening. */
export interface RunningApp {
  readonly url: string;
  readonly nest: NestFastifyApplication;
  /** The administrator's token and its file, where one was made just now. */
  readonly madeToken: MadeToken | undefined;
  /** Answers what was accepted, then lets go of everything. */
  close(): Promise<void>;
}

/**
 * Starts the api.
 * @throws StartProblem before anything is made where it cannot listen; EventStoreError STORE_OWNED and others where the data folder
 * cannot be used
 */
export async function createApp(
  configuration: Configuration,
  log: Logger = pino({ level: configuration.LOG_LEVEL }),
  threads: Threads = {},
): Promise<RunningApp> {
  await expectListenable(configuration.HOST, configuration.PORT);
  const adapter = new FastifyAdapter({
    bodyLimit: LIMITS.bodyBytes,
    trustProxy: false,
    forceCloseConnections: 'idle',
    // All that an answer needs is there until the last one is given; the connection closes behind it.
    return503OnClosing: false,
    requestTimeout: LIMITS.requestMs,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseNoAddress,
  });
  const server: FastifyInstance = adapter.getInstance<FastifyInstance>();
  let administrator = Promise.resolve<MadeToken | undefined>(undefined);
  const verify: Verify = async (token) => {
    await administrator;
    return nest.get(Tokens).verify(token);
  };
  const limit = new RateLimit(configuration.EVENKEEL_RATE_LIMIT);
  setAnswerHeaders(server);
  boundConnections(server);
  authenticate(server, verify, limit);
  refuseUnknownPaths(server);
  refuseOtherEncodings(server);
  refuseLongBodies(server);
  parseJsonBodies(adapter, server);
  const nest: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(AppModule.with(configuration, threads), adapter, {
    logger: new PinoLogger(log),
    abortOnError: false,
    forceCloseConnections: false,
  });
  nest.useGlobalFilters(new ErrorFilter(nest.getHttpAdapter()));
  nest.get(Metrics).watch(server);
  await nest.init();
  const http: Server = nest.getHttpServer();
  const closeSockets = serveSubscriptions(http, nest.get(GraphQLSchemaHost).schema, nest.get(ContextFactory), { verify, limit });
  const { HOST, PORT } = configuration;
  // A token is made for a program that runs: nobody would be shown it otherwise. Requests wait for it.
  administrator = nest.listen(PORT, HOST).then(() => nest.get(Tokens).ensureAdministrator(configuration.EVENKEEL_ADMIN_TOKEN));
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
      // Before anything that an answer needs is stopped: Nest itself would close the server last.
      await server.close().finally(release);
      await nest.close();
    },
  };
}

/**
 * While the server closes, a connection whose request has been answered would keep it open for as long as its client likes.
 * A request that takes longer than DEADLINE_MS is given up. @returns what ends the watch
 */
function releaseConnections(http: Server): () => void {
  const idle = setInterval(() => http.closeIdleConnections(), 50);
  const all = setTimeout(() => http.closeAllConnections(), DEADLINE_MS);
  return () => {
    clearInterval(idle);
    clearTimeout(all);
  };
}
