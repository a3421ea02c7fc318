import { keyOf, type Credential } from '../http/credentials.js';

/** The credentials of open sockets, each once, with the sockets that were opened with it. */
export class HeldCredentials<Socket extends object> {
  private readonly held = new Map<string, { readonly credential: Credential; readonly sockets: Set<Socket> }>();
  private readonly keys = new Map<Socket, string>();

  hold(socket: Socket, credential: Credential): void {
    const key = keyOf(credential);
    const entry = this.held.get(key) ?? { credential, sockets: new Set() };
    this.held.set(key, entry);
    entry.sockets.add(socket);
    this.keys.set(socket, key);
  }

  closed(socket: Socket): void {
    const key = this.keys.get(socket);
    if (key === undefined) return;
    this.keys.delete(socket);
    const { sockets } = this.held.get(key)!;
    sockets.delete(socket);
    if (sockets.size === 0) this.held.delete(key);
  }

  /** Looks at every credential again. @returns the sockets of those that hold no longer */
  async ended(holds: (credential: Credential) => Promise<boolean>): Promise<readonly Socket[]> {
    const ended: Socket[] = [];
    for (const { credential, sockets } of this.held.values()) if (!(await holds(credential))) ended.push(...sockets);
    return ended;
  }
}
