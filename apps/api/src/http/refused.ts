import { newUuid } from '#event-sourcing/uuid.js';
import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { answeredError } from '../graphql/answered-error.js';
import { noteErrors } from '../health/error-log.js';
import { languageOf } from './language.js';

const log = new Logger('http');

/** Refuses a request before its body is read, with a code in the form of GraphQL's errors, in the client's language. */
export const refused = (request: FastifyRequest, reply: FastifyReply, code: string): Promise<void> =>
  failed(request, reply, new GraphQLError(code, { extensions: { code } }));

/** Answers a request that failed with an error in the same form. What is not executed has no `data`, not even null. */
export async function failed(request: FastifyRequest, reply: FastifyReply, error: Error): Promise<void> {
  const correlationId = newUuid();
  const answered = answeredError(error, languageOf(request.headers['accept-language']), correlationId);
  noteErrors(log, 'a request', [answered], correlationId);
  await reply.code(answered.status).send({ errors: [answered.error] });
}
