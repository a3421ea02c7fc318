import { keptJson } from '#application/intake/json.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** @param outside as of `keptJson` @throws Error with status 400, whose message says what is wrong */
export type ParseJson = (request: FastifyRequest, text: string, outside: number) => unknown;

/** Parses JSON as Fastify does, and changes nothing in silence; a name with which an object could get another prototype is refused. */
export function jsonParser(server: FastifyInstance): ParseJson {
  const parse = server.getDefaultJsonParser('error', 'error');
  return (request, text, outside) => {
    let parsed: unknown;
    try {
      void parse(request, keptJson(text, outside), (error, value) => {
        if (error)
          throw isJson(text) ? new Error('No member may be called "__proto__", nor "constructor" where it holds a "prototype".') : error;
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
