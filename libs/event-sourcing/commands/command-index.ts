import { randomInt } from 'node:crypto';

const { imul } = Math;

/** A random seed for each process: nobody outside can choose ids that collide. */
const seed = randomInt(2 ** 31);

/** A 32-bit hash of an id, by the steps of MurmurHash3, one character at a time. */
function hashOf(id: string): number {
  let hash = seed;
  for (let i = 0; i < id.length; i++) {
    const mixed = imul(id.charCodeAt(i), 0xcc9e2d51);
    hash ^= imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = (imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

/**
 * Finds where in a stream the first event of a command may be, by the command's id. It stores 32 bits of each id and a revision, not the
 * id: a hit is a guess that the event itself must confirm; a miss is certain. A command takes 11 to 21 bytes.
 */
export class CommandIndex {
  /** Pairs of a hash and a revision plus one; 0: the slot is free. Open addressing, at most three quarters full. */
  private pairs = new Int32Array(8);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Adds a command; adding the same again changes nothing. */
  add(commandId: string, revision: number): void {
    if ((this.count + 1) * 4 > (this.pairs.length / 2) * 3) this.grow();
    if (this.put(hashOf(commandId), revision + 1)) this.count++;
  }

  /** The revisions at which a command with this id may begin. */
  find(commandId: string): number[] {
    const hash = hashOf(commandId);
    const found: number[] = [];
    for (let at = this.start(hash); this.pairs[at + 1] !== 0; at = this.after(at))
      if (this.pairs[at] === hash) found.push(this.pairs[at + 1]! - 1);
    return found;
  }

  private put(hash: number, place: number): boolean {
    let at = this.start(hash);
    for (; this.pairs[at + 1] !== 0; at = this.after(at)) if (this.pairs[at] === hash && this.pairs[at + 1] === place) return false;
    this.pairs[at] = hash;
    this.pairs[at + 1] = place;
    return true;
  }

  private grow(): void {
    const before = this.pairs;
    this.pairs = new Int32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) if (before[at + 1] !== 0) this.put(before[at]!, before[at + 1]!);
  }

  private start(hash: number): number {
    return (hash & (this.pairs.length / 2 - 1)) * 2;
  }

  private after(at: number): number {
    return (at + 2) & (this.pairs.length - 1);
  }
}
