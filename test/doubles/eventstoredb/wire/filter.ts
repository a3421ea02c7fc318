import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LoggedEvent } from '../log/logged-event.js';

/** How many events the server reads at a time. */
export const pageSize = 32;

export interface Filter {
  readonly admits: (event: LoggedEvent) => boolean;
  /** How many events are scanned for one page, matching or not. */
  readonly window: number;
  /** After how many scanned events a checkpoint is due. */
  readonly checkpointEvery: number;
}

/** The filter of a read of all streams; undefined: it has none. */
export function filterIn(options: streams.ReadReq.Options): Filter | undefined {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const byName = filter.getStreamIdentifier();
  const expression = byName ?? filter.getEventType();
  const textOf = (event: LoggedEvent): string => (byName ? event.stream : event.type);
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = expression?.getRegex() ?? '';
  const pattern = regex === '' ? undefined : new RegExp(regex);
  const window = filter.hasMax() ? filter.getMax() : pageSize;
  return {
    admits: (event) => pattern?.test(textOf(event)) ?? prefixes.some((prefix) => textOf(event).startsWith(prefix)),
    window,
    checkpointEvery: window * (filter.getCheckpointintervalmultiplier() || 1),
  };
}
