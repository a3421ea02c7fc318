import { describe, expect, it } from '@jest/globals';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import { aRecorded } from '#testing/event-sourcing/an-event.js';
import { readVectors, type DriftVector } from '../balance/testing/vectors.js';
import { differences, EXACTLY } from '../balance/testing/differences.js';
import type { ProgramState } from '../program/state.js';
import { activeProgram, PROGRAM_ID } from '../testing/program-history.js';
import { evaluationDecider } from './decide.js';
import type { SignalReading } from './events.js';
import { neverEvaluated } from './state.js';
import { evaluate } from './testing/evaluations.js';

const stream = `evaluation-${PROGRAM_ID}`;

/** The decider's readings of one signal for each evaluation, made from real events. */
function readings(vector: DriftVector, signal: 'behind' | 'ahead' | 'late'): { on: string; id: string; reading: SignalReading }[] {
  const { lambda, consecutive, opensAt, closesAt } = vector;
  const startsOn = '2024-01-01';
  const policy = { ...activeProgram.policies[0]!.value, lambda, consecutive, [signal]: { opensAt, closesAt } };
  const program: ProgramState = { ...activeProgram, startsOn, charteredOn: startsOn, policies: [{ since: startsOn, value: policy }] };
  let state = evaluationDecider.initialState;
  expect(state).toBe(neverEvaluated);
  return vector.signal.map(({ on, value }, revision) => {
    const commandId = uuidFrom(vector.name, on);
    const at = { actor: 'evenkeel', commandId, occurredAt: `${on}T23:59:59.000Z`, today: on };
    const signals = signal === 'late' ? { t: 1 - value } : { [signal === 'behind' ? 'lag' : 'lead']: { CULTURE: value } };
    const decision = evaluationDecider.decide(evaluate(on, signals), state, program, at);
    if (isRefusal(decision)) throw new Error(decision.refused);
    const id = uuidFrom(stream, commandId, 0);
    const event = aRecorded(decision[0]!, stream, revision, { id, on, commandId });
    state = evaluationDecider.evolve(state, event);
    const kind = signal.toUpperCase();
    const reading = event.data.signals.find((one) => one.kind === kind && (one.pillar === null || one.pillar === 'CULTURE'))!;
    return { on, id, reading };
  });
}

describe.each(['behind', 'ahead', 'late'] as const)('drift vectors as %s', (signal) => {
  it.each(readVectors().drift.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const decided = readings(vector, signal).filter(({ reading }) => reading.decision !== null);
    const found = decided.map(({ on, reading }) => ({ kind: reading.decision, on, z: reading.smoothed }));
    expect(found).toHaveLength(vector.expected.length);
    expect(differences(vector.expected, found, EXACTLY)).toEqual([]);
  });
});

it('rests a decision on the counted evaluations beyond the bound, this one last', () => {
  const vector = readVectors().drift.find(({ name }) => name === 'irregular')!;
  const all = readings(vector, 'behind');
  const id = (on: string): string => all.find((one) => one.on === on)!.id;
  const evidence = all.flatMap(({ reading }) => (reading.evidence ? [reading.evidence] : []));
  expect(evidence).toEqual([
    [id('2024-01-08'), id('2024-01-13')],
    [id('2024-03-01'), id('2024-03-08')],
    [id('2024-03-31'), id('2024-04-07')],
  ]);
});
