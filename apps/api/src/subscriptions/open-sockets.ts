import { LIMITS } from '../limits/limits.js';

/**
 * The open sockets: by address those whose client is unidentified, by person the others. Both numbers are limited. Among unidentified
 * sockets the newest may stay and the oldest is closed: a real client identifies itself at once.
 */
export class OpenSockets<Socket extends object> {
  /** The sockets by address or person, in the order of opening. */
  private readonly sockets = new Map<string, Set<Socket>>();
  private readonly whose = new Map<Socket, string>();

  constructor(private readonly most: { readonly early: number; readonly perPerson: number } = LIMITS.sockets) {}

  /** Counts a new socket of an address. @returns the socket that must be closed for it; undefined: none */
  opened(socket: Socket, address: string): Socket | undefined {
    const own = this.add(socket, `address ${address}`);
    if (own.size <= this.most.early) return undefined;
    const [first] = own;
    this.closed(first!);
    return first;
  }

  /** Moves a socket from its address to the person who has identified themselves. @returns whether the person may have one more */
  identified(socket: Socket, person: string): boolean {
    this.closed(socket);
    if ((this.sockets.get(`person ${person}`)?.size ?? 0) >= this.most.perPerson) return false;
    this.add(socket, `person ${person}`);
    return true;
  }

  closed(socket: Socket): void {
    const key = this.whose.get(socket);
    if (key === undefined) return;
    this.whose.delete(socket);
    const own = this.sockets.get(key)!;
    own.delete(socket);
    if (own.size === 0) this.sockets.delete(key);
  }

  private add(socket: Socket, key: string): Set<Socket> {
    const own = this.sockets.get(key) ?? new Set();
    this.sockets.set(key, own.add(socket));
    this.whose.set(socket, key);
    return own;
  }
}
