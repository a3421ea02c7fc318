import type { ServiceError } from '@grpc/grpc-js';
import { refusedAccess, refusedEntry, requiresLeader, type Caller, type Right } from './access.js';
import type { EventLog } from '../log/event-log.js';
import { notLeader, unavailable } from './failures.js';
import { misbehave, type Fault, type Faults, type FaultyCall, type Method } from './faults.js';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** What the handlers of a node share. */
export interface NodeContext {
  readonly log: EventLog;
  readonly faults: Faults;
  readonly maxAppendSize: number;
  readonly secure: boolean;
  /** The leader's address if another node is the leader. */
  readonly leaderElsewhere: () => Endpoint | undefined;
  /** Called for every event that a read or subscription sends. */
  readonly sent: () => void;
  readonly drop: () => void;
  readonly die: () => void;
}

/** One call and its fault, if one is due. */
export class Call {
  readonly #fault: Fault | undefined;
  readonly #faulty: FaultyCall;

  constructor(
    readonly node: NodeContext,
    method: Method,
    private readonly caller: Caller,
    private readonly fail: (error: ServiceError) => void,
  ) {
    this.#fault = node.faults.take(method);
    this.#faulty = {
      refuse: () => fail(unavailable()),
      notLeader: (leader) => fail(notLeader(leader)),
      drop: node.drop,
      die: node.die,
    };
  }

  get answersTwice(): boolean {
    return this.#fault?.act === 'duplicate';
  }

  get misplaces(): boolean {
    return this.#fault?.act === 'misplace';
  }

  /** After how many events a read loses its connection. */
  get eventsUntilDrop(): number | undefined {
    return this.#fault?.act === 'drop' ? this.#fault.events : undefined;
  }

  /** The error for a caller without this right on a stream; undefined: they have it. */
  refused(stream: string, right: Right): ServiceError | undefined {
    return refusedAccess(this.node.log.index, this.caller, this.node.secure, stream, right);
  }

  /**
   * Whether the call is over before it begins: it has failed, or will never be answered. A follower answers reads itself and forwards
   * writes, unless the caller requires the leader.
   */
  async isOver(stream?: string, right: Right = 'read'): Promise<boolean> {
    if (await misbehave(this.#fault, 'before', this.#faulty)) return true;
    const error = this.#astray ?? (stream === undefined ? refusedEntry(this.caller, this.node.secure) : this.refused(stream, right));
    if (error) this.fail(error);
    return error !== undefined;
  }

  /** Whether the call is over although its work is done: the caller never gets the answer. */
  wasDoneInVain(): Promise<boolean> {
    return misbehave(this.#fault, 'after', this.#faulty);
  }

  get #astray(): ServiceError | undefined {
    const leader = this.node.leaderElsewhere();
    return leader !== undefined && requiresLeader(this.caller.metadata) ? notLeader(leader) : undefined;
  }
}
