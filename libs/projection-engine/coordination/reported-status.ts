import { beginning } from '../checkpoints/checkpoints.js';
import type { ProjectionState } from '../daemon/states/projection-state.js';
import type { ProjectionStatus } from '../daemon/states/projection-status.js';
import type { ProjectorReport } from './projector-mailbox.js';

/** A projector reports every second: after so long without a report it counts as not running. In milliseconds. */
const SILENT_MS = 5_000;

/** The knowledge of a replica beyond the checkpoints. */
export interface Circumstances {
  readonly report: ProjectorReport | undefined;
  /** Why the database does not answer; undefined while it does. */
  readonly trouble: string | undefined;
  /** The views were made from another event store. */
  readonly foreign: boolean;
}

/** The status of a projection as a replica shows it: what the projector reported, unless the replica knows better. */
export function reportedStatus(projectionState: ProjectionState, { report, trouble, foreign }: Circumstances): ProjectionStatus {
  const { name, position, writer, current } = projectionState;
  const reported = report?.projections.find((status) => status.name === name && status.version === writer.version);
  const silent = report === undefined || report.ageMs > SILENT_MS;
  const why = trouble ?? whyNotCurrent(foreign, silent, current);
  return {
    name,
    version: writer.version,
    behind: reported?.behind ?? 0,
    failedAt: reported?.failedAt ?? null,
    failedEventId: reported?.failedEventId ?? null,
    rebuild: silent ? null : (reported?.rebuild ?? null),
    position: position === beginning ? null : position,
    state: why === undefined || reported?.state === 'STOPPED' ? (reported?.state ?? 'CATCHING_UP') : 'CATCHING_UP',
    error: why ?? reported?.error ?? null,
  };
}

function whyNotCurrent(foreign: boolean, silent: boolean, current: boolean): string | undefined {
  if (foreign) return 'these views were made from another event store';
  if (silent) return 'no projector is at work';
  return current ? undefined : 'these views are of another version';
}
