/** The types that have global ids, each with how many ids of its own identify an object. */
const NODE_TYPES = {
  Program: 1,
  Initiative: 1,
  Milestone: 2,
  Rebaseline: 2,
  DriftEpisode: 1,
  Evaluation: 1,
  HistoryEntry: 1,
  Person: 1,
} as const;
export type NodeTypeName = keyof typeof NODE_TYPES;

export interface NodeKey {
  readonly type: NodeTypeName;
  readonly ids: readonly string[];
}

/** Longer texts are no ids of this program. */
const LONGEST = 300;

/** The global id of an object: opaque to clients. @param ids the object's own id, after that of what it lies in, if it is unique only there */
export const nodeIdOf = (type: NodeTypeName, ...ids: readonly string[]): string =>
  Buffer.from(JSON.stringify([type, ...ids])).toString('base64url');

/** What a global id stands for; undefined: it is none. */
export function nodeKeyOf(nodeId: string): NodeKey | undefined {
  if (nodeId.length > LONGEST) return undefined;
  const [type, ...ids] = partsOf(Buffer.from(nodeId, 'base64url').toString());
  if (!isNodeType(type) || ids.length !== NODE_TYPES[type]) return undefined;
  // One object has one id: other spellings of the same text are none.
  return nodeIdOf(type, ...ids) === nodeId ? { type, ids } : undefined;
}

const isNodeType = (name: string | undefined): name is NodeTypeName => name !== undefined && Object.hasOwn(NODE_TYPES, name);

function partsOf(text: string): readonly string[] {
  try {
    const parts = JSON.parse(text) as unknown;
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}
