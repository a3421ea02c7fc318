import type { LoggedEvent } from './logged-event.js';

/** The members of a stream's metadata that change what the node does. */
export interface StreamMetadata {
  readonly $maxCount?: number;
  /** In seconds. */
  readonly $maxAge?: number;
  /** Events below this revision are not shown; the largest 64-bit integer: the stream is deleted, softly. */
  readonly $tb?: number;
  readonly $acl?: Readonly<Partial<Record<'$r' | '$w' | '$d' | '$mr' | '$mw', string | readonly string[]>>>;
}

/** Not written with JSON.stringify: no JavaScript number is this one. */
export const softDeletion = '{"$tb":9223372036854775807}';

export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
export const metastreamOf = (stream: string): string => `$$${stream}`;
export const originalOf = (metastream: string): string => metastream.slice(2);

/** A metadata stream shows its last event only. */
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

/** The first revision that is shown of a stream's events. */
export function firstShown(events: readonly LoggedEvent[], metadata: StreamMetadata, now: number): number {
  let first = Math.max(metadata.$tb ?? 0, metadata.$maxCount === undefined ? 0 : events.length - metadata.$maxCount);
  if (metadata.$maxAge !== undefined) {
    const oldest = now - metadata.$maxAge * 1_000;
    while (first < events.length && events[first]!.created < oldest) first++;
  }
  return first;
}
