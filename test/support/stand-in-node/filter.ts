import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LoggedEvent } from './logged-event.js';

/** How many events the server looks at before it sees whether a checkpoint is due, unless it is told. */
const searchWindow = 32;

export interface Filter {
  readonly admits: (event: LoggedEvent) => boolean;
  /** A checkpoint is due whenever so many events have been looked at, whether they were admitted or not. */
  readonly checkpointEvery: number;
}

/** What a read of all streams leaves out; undefined: nothing. */
export function filterIn(options: streams.ReadReq.Options): Filter | undefined {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const byName = filter.getStreamIdentifier();
  const expression = byName ?? filter.getEventType();
  const textOf = (event: LoggedEvent): string => (byName ? event.stream : event.type);
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = prefixes.length === 0 ? new RegExp(expression?.getRegex() ?? '') : undefined;
  return {
    admits: (event) => pattern?.test(textOf(event)) ?? prefixes.some((prefix) => textOf(event).startsWith(prefix)),
    checkpointEvery: (filter.hasMax() ? filter.getMax() : searchWindow) * (filter.getCheckpointintervalmultiplier() || 1),
  };
}
