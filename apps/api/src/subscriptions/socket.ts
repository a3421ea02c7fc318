import { pause } from '#async/pause.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer, type Context } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { answeredError, dataBeside, type AnsweredError } from '../graphql/answered-error.js';
import type { ContextFactory } from '../graphql/context-factory.js';
import { noteErrors } from '../health/error-log.js';
import type { Holder } from '#identity/access/holder.js';
import { counted } from '../http/access/authentication.js';
import { bearer, credentialOf, type Credential } from '../http/access/credentials.js';
import type { Gate } from '../http/access/gate.js';
import { answerWithoutUpgrade, isWebSocket } from '../http/upgrade.js';
import { languageOf } from '../http/language.js';
import { LIMITS } from '../limits/limits.js';
import type { RateLimit } from '../limits/rate-limit.js';
import { HeldCredentials } from './held-credentials.js';
import type { TrustedDocuments } from '../engine/trusted-documents.js';
import { OpenSockets } from './open-sockets.js';
import { operationOf } from './operation.js';
import { SharedSubscriptions, type SharedArgs } from './shared-subscriptions.js';
import { closeSoon, connect, cut } from './wire.js';

type Params = Record<string, unknown>;
type Known = Record<PropertyKey, unknown> & { principal?: Holder };
type Connection = Context<Params, Extra & Partial<Known>>;

const completed = new GraphQLError('The subscription was completed before it began.');

const rateLimited = new GraphQLError('RATE_LIMITED', { extensions: { code: 'RATE_LIMITED' } });

const log = new Logger('subscriptions');

type Closing = readonly [code: number, reason: string];

/** The answer to pages of other origins: a browser would let them use this person's credentials. */
const FOREIGN = 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

const CLOSING: Closing = [1001, 'Going away'];
/** The closing code for a credential that holds no longer. */
const ENDED: Closing = [4401, 'Unauthorized'];
/** The closing code for "try again later": clients reconnect after this one. */
const LATER: Closing = [1013, 'Try again later'];
const TOO_MANY: Closing = [4429, 'Too many connections'];
const FAILED: Closing = [4500, 'Internal server error'];

/**
 * Serves subscriptions over the graphql-transport-ws protocol at /graphql. The token is in `authorization`, in the connection parameters or
 * the HTTP request; a browser has its session's cookie in the request. A socket is closed when its token or session ends.
 * @returns a function that closes the server
 */
export function serveSubscriptions(
  server: Server,
  schema: GraphQLSchema,
  contexts: ContextFactory,
  gate: Gate,
  limit: RateLimit,
  documents: TrustedDocuments,
): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.messageBytes,
    autoPong: false,
    // Messages are handled one per turn of the event loop, however many arrive at once.
    allowSynchronousEvents: false,
    handleProtocols,
  });
  const open = new OpenSockets<Extra['socket']>();
  const held = new HeldCredentials<Extra['socket']>();
  const shared = new SharedSubscriptions();
  const addressOf = ({ extra }: Connection): string => gate.front.addressOf(extra.request);
  const transport = makeServer<Params, Extra & Partial<Known>>({
    schema,
    connectionInitWaitTimeout: 5_000,
    onConnect: async (connection) => {
      const credential = credentialIn(connection, gate.front.isSecure);
      let principal: Holder | undefined;
      try {
        const admitted = credential && (await gate.admit(credential, addressOf(connection)));
        if (typeof admitted === 'object' && 'wait' in admitted) connection.extra.socket.close(4429, 'Too many requests');
        if (typeof admitted === 'object' && 'holder' in admitted) principal = admitted.holder;
      } catch (error) {
        const [answered] = answersTo(connection, [error as Error]);
        connection.extra.socket.close(...(answered?.status === 503 ? LATER : FAILED));
        return false;
      }
      if (limit.take(counted(principal, addressOf(connection))) > 0) connection.extra.socket.close(4429, 'Too many requests');
      if (!principal) return false;
      const { socket } = connection.extra;
      // The socket may have been closed while the person was looked up.
      if (socket.readyState === socket.CLOSED) return false;
      if (!open.identified(socket, principal.id)) {
        socket.close(...TOO_MANY);
        return false;
      }
      held.hold(socket, credential!, principal);
      connection.extra.principal = principal;
      return true;
    },
    onSubscribe: async (connection, id, payload) => {
      if (Object.keys(connection.subscriptions).length > LIMITS.subscriptions)
        connection.extra.socket.close(4429, 'Too many subscriptions');
      if (limit.take(counted(connection.extra.principal, undefined)) > 0) return [rateLimited];
      const principal = connection.extra.principal!;
      return shared.turns.run(principal.id, () => {
        // The subscription was completed, or its socket closed, while it waited in the queue.
        if (!(id in connection.subscriptions)) return [completed];
        const gone = new AbortController();
        return operationOf(
          schema,
          documents,
          payload,
          contexts.make(principal, languageHeader(connection), { gone: () => gone.signal, address: addressOf(connection) }),
          gone,
        );
      });
    },
    // `args` is what onSubscribe returned.
    subscribe: (args) => shared.subscribe(args as SharedArgs),
    onError: (connection, _id, _payload, errors) => answersTo(connection, errors).map(({ error }) => error),
    onNext: (connection, _id, _payload, _args, { errors, data }) => {
      if (!errors) return undefined;
      const answered = answersTo(connection, errors);
      return { data: dataBeside(data, answered), errors: answered.map(({ error }) => error) };
    },
  });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!isWebSocket(request) || request.url?.split('?', 1)[0] !== '/graphql') return answerWithoutUpgrade(server, request, socket, head);
    if (!gate.front.isSameOrigin(request)) return refuse(socket);
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      const first = open.opened(accepted, gate.front.addressOf(request));
      if (first) cut(first, ...TOO_MANY);
      accepted.once('close', () => {
        open.closed(accepted);
        held.closed(accepted);
      });
      connect(transport, accepted, request);
    });
  };
  server.on('upgrade', upgrade);
  const stopping = new AbortController();
  const lookAgain = async (): Promise<void> => {
    for (await pause(LOOK_AGAIN_MS, stopping.signal); !stopping.signal.aborted; await pause(LOOK_AGAIN_MS, stopping.signal)) {
      const { ended, changed } = await held.lookAgain((credential) => gate.verify(credential).catch(() => 'unknown' as const));
      for (const socket of ended) socket.close(...ENDED);
      // Clients connect again after this code, and then have the rights of now.
      for (const socket of changed) socket.close(...LATER);
    }
  };
  void lookAgain();
  return async () => {
    stopping.abort();
    server.off('upgrade', upgrade);
    for (const client of sockets.clients) closeSoon(client, ...CLOSING);
    await new Promise<void>((resolve) => sockets.close(() => resolve()));
  };
}

/**
 * At the upgrade Node has removed its own error listener from the socket: without another one, a client that resets the connection would
 * end the process.
 */
function refuse(socket: Duplex): void {
  socket.on('error', () => undefined);
  socket.end(FOREIGN);
}

/** The credential of a connection: from its parameters, or from the request that opened it. */
function credentialIn({ connectionParams, extra }: Connection, isSecure: boolean): Credential | undefined {
  const sent = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  const { authorization, cookie } = extra.request.headers;
  if (sent === undefined) return credentialOf({ url: '/graphql', isRead: false, authorization, cookie }, isSecure);
  const token = bearer(sent);
  return token === undefined ? undefined : { kind: 'token', secret: token };
}

/** How often the credentials of open sockets are looked at again, in milliseconds: a revocation holds within a second or two. */
const LOOK_AGAIN_MS = 1_000;

function languageHeader({ connectionParams, extra }: Connection): string | undefined {
  const sent = connectionParams?.['accept-language'] ?? connectionParams?.['Accept-Language'];
  return typeof sent === 'string' ? sent : extra.request.headers['accept-language'];
}

function answersTo(connection: Connection, errors: readonly Error[]): AnsweredError[] {
  const language = languageOf(languageHeader(connection));
  const correlationId = newUuid();
  const answered = errors.map((error) => answeredError(error, language, correlationId));
  noteErrors(log, 'a subscription', answered, correlationId);
  return answered;
}
