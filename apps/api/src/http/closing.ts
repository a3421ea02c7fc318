import type { ServerResponse } from 'node:http';

/** A signal that is aborted when the connection of a response closes before the response is complete. */
export function closing(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (response.destroyed) abort();
  else response.once('close', abort);
  return controller.signal;
}
