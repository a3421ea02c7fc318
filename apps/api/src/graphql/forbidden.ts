import { GraphQLError } from 'graphql';

/** The error for a missing right: an error of the request, not a refusal of the domain. */
export const forbidden = (): GraphQLError => new GraphQLError('FORBIDDEN', { extensions: { code: 'FORBIDDEN' } });
