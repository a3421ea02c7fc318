import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { answeredErrors } from '../graphql/answered-error.js';
import { languageOf } from './language.js';

/** Answers a request with an error in the form of GraphQL's, in the language asked for, before its body is read. */
export async function refused(request: FastifyRequest, reply: FastifyReply, code: string): Promise<void> {
  const error = new GraphQLError(code, { extensions: { code } });
  const answered = answeredErrors(error, languageOf(request.headers['accept-language']), '');
  await reply.code(answered[0]!.status).send({ data: null, errors: answered.map((one) => one.error) });
}
