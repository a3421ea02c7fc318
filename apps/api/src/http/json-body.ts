import type { FastifyInstance, FastifyRequest } from 'fastify';

/** @param kept as `keptJson` gives it @throws Error with status 400, whose message says what is wrong */
export type ParseJson = (request: FastifyRequest, kept: string) => unknown;

/** Parses JSON as Fastify does; a name with which an object could get another prototype is refused. */
export function jsonParser(server: FastifyInstance): ParseJson {
  const parse = server.getDefaultJsonParser('error', 'error');
  return (request, kept) => {
    let parsed: unknown;
    try {
      void parse(request, kept, (error, value) => {
        if (error)
          throw isJson(kept) ? new Error('No member may be called "__proto__", nor "constructor" where it holds a "prototype".') : error;
        parsed = value;
      });
    } catch (error) {
      throw Object.assign(error as Error, { statusCode: 400 });
    }
    return parsed;
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
