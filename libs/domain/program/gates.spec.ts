import { describe, expect, it } from '@jest/globals';
import { CHARTERED, CLOSED, PHASES, phaseInput, PROGRAM_ID, programSpec, STARTS_ON } from '../testing/program-history.js';
import type { CorrectPhaseEntry, EnterPhase, PhaseInput, RevisePhasePlan } from './commands.js';
import { on } from '#testing/event-sourcing/given-when-then.js';
import type { ProgramEvent } from './events.js';
import type { ProgramState } from './state.js';

const programId = PROGRAM_ID;
const enter = (data: Partial<EnterPhase['data']> = {}): EnterPhase => ({
  type: 'EnterPhase',
  data: { programId, phase: 'DESIGN', on: '2026-05-20', ...data },
});
const revise = (phases: readonly PhaseInput[], reason = 'later'): RevisePhasePlan => ({
  type: 'RevisePhasePlan',
  data: { programId, phases, reason },
});
const inputs = PHASES.map(phaseInput);
const ending = (i: number, endsOn: string): PhaseInput[] => inputs.with(i, { ...inputs[i]!, endsOn });
const planEnding = (i: number, endsOn: string) => PHASES.with(i, { ...PHASES[i]!, endsOn });
const inDesign: readonly ProgramEvent[] = [...CHARTERED, { type: 'PhaseEntered', data: { phase: 'DESIGN', on: '2026-05-20' } }];

describe('EnterPhase', () => {
  it('enters the next phase of the plan, in the past or today', () => {
    const given = programSpec.given(CHARTERED);
    given.when(enter()).then([{ type: 'PhaseEntered', data: { phase: 'DESIGN', on: '2026-05-20' } }]);
    given
      .when(enter({ on: '2026-06-01', approvedBy: 'cio', note: 'go' }))
      .then([{ type: 'PhaseEntered', data: { phase: 'DESIGN', on: '2026-06-01', approvedBy: 'cio', note: 'go' } }]);
    given.when(enter({ on: STARTS_ON })).then([{ type: 'PhaseEntered', data: { phase: 'DESIGN', on: STARTS_ON } }]);
  });

  it('carries a revised plan, unless it is the one in force', () => {
    const given = programSpec.given(CHARTERED);
    given
      .when(enter({ phases: ending(3, '2028-03-31') }))
      .then([{ type: 'PhaseEntered', data: { phase: 'DESIGN', on: '2026-05-20', phases: planEnding(3, '2028-03-31') } }]);
    given.when(enter({ phases: inputs })).then([{ type: 'PhaseEntered', data: { phase: 'DESIGN', on: '2026-05-20' } }]);
  });

  it('refuses a phase out of order, twice, or of no plan', () => {
    programSpec
      .given(CHARTERED)
      .when(enter({ phase: 'BUILD' }))
      .refused('PHASE_OUT_OF_ORDER', 'phase');
    programSpec
      .given(CHARTERED)
      .when(enter({ phase: 'INITIATE' }))
      .refused('PHASE_ALREADY_ENTERED', 'phase');
    programSpec.given(inDesign).when(enter()).refused('PHASE_ALREADY_ENTERED', 'phase');
    programSpec
      .given(CHARTERED)
      .when(enter({ phase: 'NEXT' }))
      .refused('PHASE_UNKNOWN', 'phase');
  });

  it('names the next phase of the plan before the call', () => {
    const phases = [inputs[0]!, { ...inputs[1]!, key: 'TRY' }, ...inputs.slice(2)];
    programSpec
      .given(CHARTERED)
      .when(enter({ phase: 'TRY', phases }))
      .refused('PHASE_UNKNOWN', 'phase');
    programSpec.given(CHARTERED).when(enter({ phases })).refused('PHASE_LEFT_IS_FIXED', 'phases', '1', 'key');
  });

  it('refuses the future, and a day before the previous entry', () => {
    programSpec
      .given(CHARTERED)
      .when(enter({ on: '2026-06-02' }))
      .refused('DATE_IN_FUTURE', 'on');
    programSpec
      .given(CHARTERED)
      .when(enter({ on: '2025-12-31' }))
      .refused('PHASE_BEFORE_PREVIOUS', 'on');
    programSpec
      .given(inDesign)
      .when(enter({ phase: 'BUILD', on: '2026-05-19' }))
      .refused('PHASE_BEFORE_PREVIOUS', 'on');
    expect(programSpec.outcome(inDesign, enter({ phase: 'BUILD' }))).toEqual(['PhaseEntered']);
  });

  it('refuses a plan that changes the end of the phase that the gate leaves', () => {
    programSpec
      .given(CHARTERED)
      .when(enter({ phases: ending(0, '2026-05-20') }))
      .refused('PHASE_LEFT_IS_FIXED', 'phases', '0', 'endsOn');
  });

  it('refuses ill-formed names and texts', () => {
    programSpec
      .given(CHARTERED)
      .when(enter({ approvedBy: '' }))
      .refused('PERSON_ID_INVALID', 'approvedBy');
    programSpec
      .given(CHARTERED)
      .when(enter({ note: 'n'.repeat(2001) }))
      .refused('TEXT_TOO_LONG', 'note');
    programSpec
      .given(CHARTERED)
      .when(enter({ on: 'soon' }))
      .refused('DATE_INVALID', 'on');
  });

  it('refuses on a closed program', () => programSpec.given(CLOSED).when(enter()).refused('PROGRAM_CLOSED', 'programId'));
});

describe('RevisePhasePlan', () => {
  it('keeps a key that was recorded before keys were looked at for hidden characters', () => {
    const phases = PHASES.with(3, { ...PHASES[3]!, key: 'EMBED\u200b' });
    const chartered = CHARTERED.map((event) => (event.type === 'ProgramChartered' ? { ...event, data: { ...event.data, phases } } : event));
    programSpec
      .given(chartered)
      .when(revise(phases.map(phaseInput)))
      .then([]);
    const anew = phases.with(3, { ...phases[3]!, key: 'EMBED\u2060' }).map(phaseInput);
    programSpec.given(chartered).when(revise(anew)).refused('KEY_HIDES_CHARACTERS', 'phases', '3', 'key');
  });

  it('takes new ends from the current phase on, and more or fewer phases', () => {
    programSpec
      .given(CHARTERED)
      .when(revise(ending(0, '2026-08-01')))
      .then([{ type: 'PhasePlanRevised', data: { phases: planEnding(0, '2026-08-01'), reason: 'later' } }]);
    expect(programSpec.outcome(inDesign, revise(inputs.slice(0, 2)))).toEqual(['PhasePlanRevised']);
    expect(programSpec.outcome(inDesign, revise([...inputs, { ...inputs[3]!, key: 'RUN', endsOn: '2028-06-30' }]))).toEqual([
      'PhasePlanRevised',
    ]);
  });

  it('keeps key and order of the phases entered, and the planned ends of those left', () => {
    const given = programSpec.given(inDesign);
    given.when(revise(ending(0, '2026-06-30'))).refused('PHASE_LEFT_IS_FIXED', 'phases', '0', 'endsOn');
    given.when(revise(inputs.slice(1))).refused('PHASE_LEFT_IS_FIXED', 'phases', '0', 'key');
    given.when(revise([inputs[0]!])).refused('PHASE_LEFT_IS_FIXED', 'phases', '1', 'key');
  });

  it('refuses a plan without sense or reason', () => {
    const given = programSpec.given(CHARTERED);
    given.when(revise([])).refused('PHASES_EMPTY', 'phases');
    given.when(revise(ending(0, '2027-02-01'))).refused('PHASE_ENDS_NOT_INCREASING', 'phases', '1', 'endsOn');
    given.when(revise(ending(3, '2028-01-01'), '')).refused('TEXT_EMPTY', 'reason');
  });

  it('records nothing for the plan in force', () => programSpec.given(CHARTERED).when(revise(inputs)).then([]));
});

describe('CorrectPhaseEntry', () => {
  const correct = (data: Partial<CorrectPhaseEntry['data']> = {}): CorrectPhaseEntry => ({
    type: 'CorrectPhaseEntry',
    data: { programId, phase: 'DESIGN', on: '2026-05-10', reason: 'the board met earlier', ...data },
  });
  const inBuild: readonly ProgramEvent[] = [...inDesign, { type: 'PhaseEntered', data: { phase: 'BUILD', on: '2026-05-25' } }];
  const corrected = (on: string): ProgramEvent => ({
    type: 'PhaseEntryCorrected',
    data: { phase: 'DESIGN', from: '2026-05-20', on, reason: 'the board met earlier' },
  });

  it('gives the entry its right date, from that of the phase before to that of the phase after', () => {
    for (const on of [STARTS_ON, '2026-05-10', '2026-05-25'])
      programSpec
        .given(inBuild)
        .when(correct({ on }))
        .then([corrected(on)]);
  });

  it('refuses a date beyond its neighbours, and the future', () => {
    const given = programSpec.given(inBuild);
    given.when(correct({ on: '2025-12-31' })).refused('PHASE_BEFORE_PREVIOUS', 'on');
    given.when(correct({ on: '2026-05-26' })).refused('PHASE_AFTER_NEXT', 'on');
    given.when(correct({ phase: 'BUILD', on: '2026-06-02' })).refused('DATE_IN_FUTURE', 'on');
  });

  it('refuses a phase that was not entered, is of no plan, or begins with the program, and asks for a reason', () => {
    const given = programSpec.given(inBuild);
    given.when(correct({ phase: 'EMBED' })).refused('PHASE_NOT_ENTERED', 'phase');
    given.when(correct({ phase: 'NEXT' })).refused('PHASE_UNKNOWN', 'phase');
    given.when(correct({ phase: 'INITIATE' })).refused('PHASE_OF_CHARTER', 'phase');
    given.when(correct({ reason: ' ' })).refused('TEXT_EMPTY', 'reason');
  });

  it('changes nothing where the date is right', () =>
    programSpec
      .given(inBuild)
      .when(correct({ on: '2026-05-20' }))
      .then([]));

  it('keeps the dates that it had, and when each became known', () => {
    const history = [...CHARTERED, on('2026-05-21', inDesign.at(-1)!), on('2026-05-28', corrected('2026-05-10'))];
    expect((programSpec.state(history) as ProgramState).entries[1]).toEqual({
      phase: 'DESIGN',
      on: '2026-05-10',
      known: '2026-05-28',
      wrongly: [{ on: '2026-05-20', known: '2026-05-21' }],
    });
  });
});
