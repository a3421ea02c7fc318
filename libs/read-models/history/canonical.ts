import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { StoredEvent } from '#event-sourcing/event.js';

/** RFC 8785 of {stream, revision, id, type, data, metadata}: what proofs hash. */
export function canonicalOf(event: StoredEvent): string {
  const { data, metadata } = event.json ?? { data: canonicalJson(event.data), metadata: canonicalJson(event.metadata) };
  const [id, stream, type] = [event.id, event.stream, event.type].map((text) => JSON.stringify(text));
  return `{"data":${data},"id":${id},"metadata":${metadata},"revision":${event.revision},"stream":${stream},"type":${type}}`;
}
