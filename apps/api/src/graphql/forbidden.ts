import { GraphQLError } from 'graphql';

/** That whoever asks may not do it is no refusal of the domain but an error of the request. */
export const forbidden = (): GraphQLError => new GraphQLError('FORBIDDEN', { extensions: { code: 'FORBIDDEN' } });
