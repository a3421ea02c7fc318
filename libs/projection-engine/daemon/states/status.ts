import { beginning } from '../../checkpoints/checkpoints.js';
import type { ProjectionState } from './projection-state.js';
import type { ProjectionStatusName, ProjectionStatus, RebuildProgress } from './projection-status.js';
import type { Runner } from '../running/runner.js';

export function statusOf(
  projectionState: ProjectionState,
  runner: Runner | undefined,
  rebuild: RebuildProgress | undefined,
): ProjectionStatus {
  const { name, writer, position } = projectionState;
  const failure = projectionState.failure ?? (projectionState.state === 'following' ? runner?.trouble : undefined);
  const behind = Math.max(0, projectionState.backlog, (runner?.delivered ?? 0) - projectionState.passed);
  return {
    name,
    version: writer.version,
    state: stateOf(projectionState, runner, behind, rebuild !== undefined),
    position: position === beginning ? null : position,
    behind,
    error: failure?.message ?? null,
    ...(failure?.kind === undefined ? {} : { failureKind: failure.kind }),
    failedAt: failure?.position ?? null,
    failedEventId: failure?.eventId ?? null,
    rebuild: rebuild ?? null,
  };
}

/** A projection that has not passed every delivered event is not LIVE, whatever its own state says. */
function stateOf({ state }: ProjectionState, runner: Runner | undefined, behind: number, rebuilding: boolean): ProjectionStatusName {
  if (rebuilding) return 'REBUILDING';
  if (state === 'stopped') return 'STOPPED';
  return state === 'following' && runner?.caughtUp && runner.trouble === undefined && behind === 0 ? 'LIVE' : 'CATCHING_UP';
}
