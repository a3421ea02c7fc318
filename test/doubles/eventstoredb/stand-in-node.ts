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
  /** Where the log lies; what is in it is served. */
  readonly folder: string;
  /** 0, or left out: any that is free. */
  readonly port?: number;
  /** Bytes that one append may bring: the server's own limit unless told. */
  readonly maxAppendSize?: number;
  /** How many ids of its latest events it knows where nothing exact is expected; 100,000 unless told. */
  readonly remembers?: number;
  readonly tls?: Certificates;
  /** The log of another node, so that both are of one cluster. */
  readonly sharing?: StandInNode;
}

const address = '127.0.0.1';

/**
 * Stands in for a node of EventStoreDB: speaks its wire as far as the client uses it for streams, gossip and features, keeps
 * what it acknowledged across its own death, and misbehaves when `faults` tells it to.
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

  /** How the client reaches it. */
  get url(): string {
    return `esdb://${address}:${this.#port}?tls=${this.options.tls !== undefined}`;
  }

  /** From now on it refuses what only a leader does, and says where the leader is; undefined: it leads again. */
  follow(leader: Endpoint | undefined): void {
    this.#leader = leader;
  }

  /** What it tells of its cluster; itself alone unless told. */
  gossip(members: () => readonly Member[]): void {
    this.#members = members;
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** How many events reads and subscriptions have been sent. */
  get eventsSent(): number {
    return this.#sent;
  }

  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** As kill -9 would: nothing more is stored or answered. Another may be started on the same folder and port at once. */
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
    // The sockets are ours and are handed to the gRPC server, so that they can be cut.
    const injector = this.grpc.createConnectionInjector(credentials);
    this.listener.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
      injector.injectConnection(socket);
    });
  }
}
