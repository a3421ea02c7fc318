import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import projecting from '@eventstore/db-client/generated/projections_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { append } from './wire/append.js';
import { batchAppend } from './wire/batch-append.js';
import { gossipRead, supportedMethods, type Member } from './cluster/cluster.js';
import { deleteStream, tombstoneStream } from './wire/deletion.js';
import { EventLog } from './log/event-log.js';
import { Faults } from './wire/faults.js';
import type { Endpoint, NodeContext } from './wire/node-context.js';
import { projections } from './wire/projections.js';
import { read } from './wire/read.js';
import { UserCertificates, type Certificates } from './wire/user-certificates.js';

export interface StandInOptions {
  /** The folder of the log; an existing log is served. */
  readonly folder: string;
  /** The port; 0 or omitted: any free port. */
  readonly port?: number;
  /** The size limit of one append in bytes; default: the server's own limit. */
  readonly maxAppendSize?: number;
  /** How many ids of the latest events are remembered for appends without an exact revision; default: 100,000. */
  readonly remembers?: number;
  readonly tls?: Certificates;
  /** The node whose log is shared, so that both nodes belong to one cluster. */
  readonly sharing?: StandInNode;
}

const address = '127.0.0.1';

/**
 * A stand-in for a node of EventStoreDB. It implements the wire protocol as far as the client uses it for streams, gossip and features,
 * keeps acknowledged writes across its death, and misbehaves when `faults` says so.
 */
export class StandInNode {
  readonly faults = new Faults();
  readonly #sockets = new Set<Socket>();
  #leader: Endpoint | undefined;
  #members: (() => readonly Member[]) | undefined;
  #down = false;
  #sent = 0;
  #port = 0;

  private constructor(
    private readonly options: StandInOptions,
    private readonly log: EventLog,
    private readonly grpc: Server,
    private readonly listener: TcpServer,
  ) {}

  static async start(options: StandInOptions): Promise<StandInNode> {
    const log = options.sharing?.log ?? new EventLog(join(options.folder, 'stand-in.log'), options.remembers);
    const grpc = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024, 'grpc.max_send_message_length': -1 });
    const listener = createServer({ noDelay: true });
    const node = new StandInNode(options, log, grpc, listener);
    node.#serve();
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(options.port ?? 0, address, resolve);
    });
    node.#port = (listener.address() as AddressInfo).port;
    return node;
  }

  get endpoint(): Endpoint {
    return { address, port: this.#port };
  }

  /** The connection string for the client. */
  get url(): string {
    return `esdb://${address}:${this.#port}?tls=${this.options.tls !== undefined}`;
  }

  /** Makes the node a follower: it refuses what only a leader does and names the leader; undefined: it is the leader again. */
  follow(leader: Endpoint | undefined): void {
    this.#leader = leader;
  }

  /** Sets the members that its gossip reports; by default only itself. */
  gossip(members: () => readonly Member[]): void {
    this.#members = members;
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** How many events have been sent to reads and subscriptions. */
  get eventsSent(): number {
    return this.#sent;
  }

  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Stops as kill -9 does: nothing more is stored or answered. Another node may start on the same folder and port at once. */
  async kill(): Promise<void> {
    if (this.#down) return;
    this.#down = true;
    if (this.options.sharing === undefined) this.log.close();
    const closed = new Promise((resolve) => this.listener.close(resolve));
    this.dropConnections();
    this.grpc.forceShutdown();
    await closed;
  }

  #serve(): void {
    const { tls, maxAppendSize = 1024 * 1024 } = this.options;
    const context: NodeContext = {
      log: this.log,
      faults: this.faults,
      maxAppendSize,
      secure: tls !== undefined,
      leaderElsewhere: () => this.#leader,
      sent: () => this.#sent++,
      drop: () => this.dropConnections(),
      die: () => void this.kill(),
    };
    const alone = (): readonly Member[] => [{ ...this.endpoint, leader: this.#leader === undefined, alive: true }];
    this.grpc.addService(streams.StreamsService, {
      read: read(context),
      append: append(context),
      batchAppend: batchAppend(context),
      delete: deleteStream(context),
      tombstone: tombstoneStream(context),
    });
    this.grpc.addService(projecting.ProjectionsService, projections(context));
    this.grpc.addService(gossip.GossipService, { read: gossipRead(context, () => (this.#members ?? alone)()) });
    this.grpc.addService(features.ServerFeaturesService, { getSupportedMethods: supportedMethods(context) });
    const credentials = tls ? new UserCertificates(tls) : ServerCredentials.createInsecure();
    // We accept the sockets and pass them to the gRPC server, so that we can cut them.
    const injector = this.grpc.createConnectionInjector(credentials);
    this.listener.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
      injector.injectConnection(socket);
    });
  }
}
