import type { Holder } from '#identity/access/holder.js';
import { keyOf, type Credential } from '../http/access/credentials.js';

interface Held<Socket> {
  readonly credential: Credential;
  /** The rights with which the sockets were opened. */
  readonly rights: string;
  readonly sockets: Set<Socket>;
}

/** The sockets whose credential holds no longer, and those whose person has other rights now. */
export interface Outdated<Socket> {
  readonly ended: readonly Socket[];
  readonly changed: readonly Socket[];
}

const rightsOf = ({ administrator, auditor, scope }: Holder): string => JSON.stringify([administrator, auditor ?? false, scope]);

/** The credentials of open sockets, each once for the same rights, with the sockets that were opened with it. */
export class HeldCredentials<Socket extends object> {
  private readonly held = new Map<string, Held<Socket>>();
  private readonly keys = new Map<Socket, string>();

  hold(socket: Socket, credential: Credential, holder: Holder): void {
    const rights = rightsOf(holder);
    const key = `${keyOf(credential)} ${rights}`;
    const entry = this.held.get(key) ?? { credential, rights, sockets: new Set() };
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

  /** Looks at every credential again. @param holderNow 'unknown': the database does not answer, and its sockets stay open */
  async lookAgain(holderNow: (credential: Credential) => Promise<Holder | undefined | 'unknown'>): Promise<Outdated<Socket>> {
    const ended: Socket[] = [];
    const changed: Socket[] = [];
    for (const { credential, rights, sockets } of [...this.held.values()]) {
      const holder = await holderNow(credential);
      if (holder === undefined) ended.push(...sockets);
      else if (holder !== 'unknown' && rightsOf(holder) !== rights) changed.push(...sockets);
    }
    return { ended, changed };
  }
}
