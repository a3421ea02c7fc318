import { canonicalJson } from '#event-sourcing/canonical-json.js';
import {
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
  isScalarType,
  type GraphQLNullableType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** How many of 1,000 values violate their type. */
const FAULTS = 4;

/** A FNV-1a hash of the text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Derives a seed for a nested place; its length does not grow with the depth. */
const seedWithin = (seed: string, place: string): string => hashOf(seed + place).toString(36);

const uuidOf = (hash: number): string => `018f0000-0000-7000-8000-${String(hash % 1e12).padStart(12, '0')}`;

const SCALARS: Readonly<Record<string, (hash: number) => unknown>> = {
  Int: (hash) => hash % 1_000,
  Float: (hash) => (hash % 1_000) / 7,
  String: (hash) => `text "${hash}" 文`,
  Boolean: (hash) => hash % 2 === 0,
  ID: String,
  UUID: uuidOf,
  LocalDate: (hash) => `2025-0${(hash % 9) + 1}-1${hash % 10}`,
  DateTime: (hash) => `2025-0${(hash % 9) + 1}-01T00:00:00.000Z`,
  Json: (hash) => ({ of: [hash, null, { deep: true }] }),
};

/**
 * When faults may happen in the entries of a list: at once or later. If one entry fails at once and another later, graphql-js 16 leaves the
 * later rejection unhandled. 'never': for the compiler alone, which never answers a mutation that fails at once.
 */
type Faults = 'any' | 'at once' | 'later' | 'never';

/** The context that made answers are derived from, with a record of what the request did. */
export interface MadeContext {
  readonly seed: string;
  readonly faults: 'any' | 'never';
  commands: number;
  renew(): void;
}

type Made = Readonly<{ seed: string; faults: Faults }>;

/**
 * Gives every field of the schema an answer that depends on its path and its arguments, so that the answer shows which arguments arrived.
 * About half of the fields answer by a property, the rest by a resolver, at once or later. Some answer with null, an error, or a value that
 * violates their type. The root's seed comes from the context.
 */
export function answerEverything(schema: GraphQLSchema): void {
  const prototypes = new Map<string, object>();
  const make = (type: string, made: Made): unknown => Object.assign(Object.create(prototypes.get(type) ?? null) as object, made);

  const value = (given: GraphQLOutputType, { seed, faults }: Made, isLate = false): unknown => {
    const type = getNullableType(given) as GraphQLNullableType & GraphQLOutputType;
    const hash = hashOf(seed);
    const mayFail = faults === 'any' || faults === (isLate ? 'later' : 'at once');
    const fault = mayFail ? hash % 1_000 : 1_000;
    if (fault < FAULTS) throw new Error(`thrown at ${hash}`);
    if (fault < 2 * FAULTS) return new Error(`given at ${hash}`);
    if (fault < 3 * FAULTS) return Number.NaN;
    if (type === given ? hash % 11 === 0 : fault < 4 * FAULTS) return null;
    if (isListType(type)) {
      const within = faults === 'any' ? (hash % 2 === 0 ? 'at once' : 'later') : faults;
      const entry = (i: number): unknown =>
        settled(() => value(type.ofType as GraphQLOutputType, { seed: seedWithin(seed, `[${i}]`), faults: within }));
      const entries = Array.from({ length: hash % 4 }, (_, i) => entry(i));
      return hash % 5 === 0 ? new Set(entries) : entries;
    }
    if (isEnumType(type)) return type.getValues()[hash % type.getValues().length]!.value;
    if (isScalarType(type)) return (SCALARS[type.name] ?? SCALARS['String']!)(hash);
    return make(type.name, { seed, faults });
  };

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = [schema.getQueryType(), schema.getMutationType()].includes(type);
    const prototype = {};
    prototypes.set(type.name, prototype);
    for (const field of Object.values(type.getFields())) {
      const { name } = field;
      const hash = hashOf(`${type.name}.${name}`);
      if (!isRoot && field.args.length === 0 && hash % 2 === 0) {
        delete field.resolve;
        Object.defineProperty(prototype, name, {
          get(this: Made) {
            return value(field.type, { faults: this.faults, seed: seedWithin(this.seed, name) });
          },
        });
        continue;
      }
      field.resolve = (parent, args: object, context: MadeContext) => {
        if (type === schema.getMutationType()) context.commands++;
        const { seed, faults }: Made = isRoot ? context : (parent as Made);
        const made: Made = { seed: seedWithin(seed, `${name}(${canonicalJson(args)})`), faults };
        return hash % 3 === 0 ? Promise.resolve().then(() => value(field.type, made, true)) : value(field.type, made);
      };
    }
  }
}

/** The value, or the error that making it throws: an error that is thrown while a list is made becomes an entry of the list. */
function settled(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}
