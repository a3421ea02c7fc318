import type { LoggedEvent } from './logged-event.js';

/** The members of a stream's metadata that the node obeys. */
export interface StreamMetadata {
  readonly $maxCount?: number;
  /** In seconds. */
  readonly $maxAge?: number;
  /** Events below this revision are hidden; the largest 64-bit integer means that the stream is softly deleted. */
  readonly $tb?: number;
  readonly $acl?: Readonly<Partial<Record<'$r' | '$w' | '$d' | '$mr' | '$mw', string | readonly string[]>>>;
}

/** A literal text, because JSON.stringify cannot write this number. */
export const softDeletion = '{"$tb":9223372036854775807}';

export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
export const metastreamOf = (stream: string): string => `$$${stream}`;
export const originalOf = (metastream: string): string => metastream.slice(2);

/** A metadata stream shows only its last event. */
export const metadataOfMetastreams: StreamMetadata = { $maxCount: 1 };

export function metadataIn(event: LoggedEvent | undefined): StreamMetadata {
  if (event === undefined) return {};
  try {
    const members: unknown = JSON.parse(event.data.toString('utf8'));
    return typeof members === 'object' && members !== null ? members : {};
  } catch {
    return {};
  }
}

export const isSoftlyDeleted = ({ $tb }: StreamMetadata): boolean => $tb !== undefined && $tb > Number.MAX_SAFE_INTEGER;

/** The first visible revision of a stream. */
export function firstShown(events: readonly LoggedEvent[], metadata: StreamMetadata, now: number): number {
  let first = Math.max(metadata.$tb ?? 0, metadata.$maxCount === undefined ? 0 : events.length - metadata.$maxCount);
  if (metadata.$maxAge !== undefined) {
    const oldest = now - metadata.$maxAge * 1_000;
    while (first < events.length && events[first]!.created < oldest) first++;
  }
  return first;
}
