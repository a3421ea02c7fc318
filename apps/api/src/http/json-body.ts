import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Parses JSON. @param kept a text from `keptJson` @throws Error with status 400 and a message that says what is wrong */
export type ParseJson = (request: FastifyRequest, kept: string) => unknown;

/** Parses JSON as Fastify does, refusing member names that could change an object's prototype. */
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
