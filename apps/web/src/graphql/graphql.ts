import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema';

/** Makes typed documents. Use it in files named documents.ts, which the build replaces by hashes; name every operation. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    DateTime: string;
    JSON: unknown;
    LocalDate: string;
    PersonId: string;
    Position: string;
    TimeZone: string;
    UUID: string;
  };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
