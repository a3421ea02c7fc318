import { DeciderSpec } from '#testing/event-sourcing/given-when-then.js';
import type { PhaseInput, ProgramCommand } from '../program/commands.js';
import { programDecider } from '../program/decide.js';
import type { PlannedPhase, ProgramEvent } from '../program/events.js';
import { defaultPhases } from '../program/phases.js';
import { defaultPolicy } from '../program/policy.js';
import type { Program, ProgramState } from '../program/state.js';

export const PROGRAM_ID = '11111111-1111-4111-8111-111111111111';
export const STARTS_ON = '2026-01-01';
export const ENDS_ON = '2027-12-31';

/** The default plan, 2026-01-01 to 2027-12-31: parts end on 2026-07-02 (rounded), 2026-12-31, 2027-07-02 and 2027-12-31. */
export const PHASES = defaultPhases(STARTS_ON, ENDS_ON);
export const POLICY = defaultPolicy(STARTS_ON, ENDS_ON);

/** A phase in the form of an input. */
export const phaseInput = ({ key, name, endsOn, emphasis: [leadership, culture, process, technology] }: PlannedPhase): PhaseInput => ({
  key,
  name,
  endsOn,
  emphasis: { leadership, culture, process, technology },
});

/** A chartered program in its first phase. */
export const CHARTERED: readonly ProgramEvent[] = [
  {
    type: 'ProgramChartered',
    data: { name: 'Even', sponsor: 'ceo', startsOn: STARTS_ON, timeZone: 'UTC', phases: PHASES, policy: POLICY },
  },
  { type: 'PhaseEntered', data: { phase: 'INITIATE', on: STARTS_ON } },
];

export const CLOSED: readonly ProgramEvent[] = [...CHARTERED, { type: 'ProgramClosed', data: { reason: 'done' } }];

export const programSpec = new DeciderSpec<ProgramCommand, Program, ProgramEvent, Program>(programDecider, {
  stream: `program-${PROGRAM_ID}`,
  programId: PROGRAM_ID,
  today: '2026-06-01',
});

export const activeProgram = programSpec.state(CHARTERED) as ProgramState;
export const closedProgram = programSpec.state(CLOSED) as ProgramState;
