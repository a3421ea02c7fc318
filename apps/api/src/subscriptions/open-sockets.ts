import { LIMITS } from '../limits/limits.js';

/**
 * The sockets that are open: of each address those of which it is not known yet who is there, and of each person. Both are bounded. Where
 * nobody is known, the newest has the better right: a client says at once who it is, and whoever holds sockets without a word loses them.
 */
export class OpenSockets<Socket extends object> {
  /** By whose they are; the one that was opened first is the first. */
  private readonly sockets = new Map<string, Set<Socket>>();
  private readonly whose = new Map<Socket, string>();

  constructor(private readonly most: { readonly early: number; readonly perPerson: number } = LIMITS.sockets) {}

  /** Counts one more of an address. @returns the one that has to go for it; undefined: none */
  opened(socket: Socket, address: string): Socket | undefined {
    const own = this.add(socket, `address ${address}`);
    if (own.size <= this.most.early) return undefined;
    const [first] = own;
    this.closed(first!);
    return first;
  }

  /** It is known now who is there. @returns whether the person may have one more */
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
