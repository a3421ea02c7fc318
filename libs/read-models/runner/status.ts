import { beginning } from './checkpoints.js';
import type { Follower } from './follower.js';
import type { ProjectionState, ProjectionStatus, RebuildProgress } from './projection-status.js';
import type { Runner } from './runner.js';

export function statusOf(follower: Follower, runner: Runner | undefined, rebuild: RebuildProgress | undefined): ProjectionStatus {
  const { name, feed, position } = follower;
  const failure = follower.failure ?? (follower.state === 'following' ? runner?.trouble : undefined);
  const behind = Math.max(0, follower.backlog, (runner?.delivered ?? 0) - follower.passed);
  return {
    name,
    version: feed.version,
    state: stateOf(follower, runner, behind, rebuild !== undefined),
    position: position === beginning ? null : position,
    behind,
    error: failure?.message ?? null,
    ...(failure?.kind === undefined ? {} : { failureKind: failure.kind }),
    failedAt: failure?.position ?? null,
    failedEventId: failure?.eventId ?? null,
    rebuild: rebuild ?? null,
  };
}

/** One that has not passed what it was given is not live, whatever it says of itself. */
function stateOf({ state }: Follower, runner: Runner | undefined, behind: number, rebuilding: boolean): ProjectionState {
  if (rebuilding) return 'REBUILDING';
  if (state === 'stopped') return 'STOPPED';
  return state === 'following' && runner?.caughtUp && runner.trouble === undefined && behind === 0 ? 'LIVE' : 'CATCHING_UP';
}
