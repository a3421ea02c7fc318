import { describe, expect, it } from '@jest/globals';
import { CHARTERED, ENDS_ON, PHASES, phaseInput, POLICY, PROGRAM_ID, programSpec, STARTS_ON } from '../testing/program-history.js';
import type { CharterProgram, PhaseInput } from './commands.js';
import type { ProgramEvent } from './events.js';
import { halfLifeOf } from './policy.js';
import type { ProgramState } from './state.js';

const charter = (data: Partial<CharterProgram['data']> = {}): CharterProgram => ({
  type: 'CharterProgram',
  data: { id: PROGRAM_ID, name: 'Even', sponsorId: 'ceo', startsOn: STARTS_ON, endsOn: ENDS_ON, ...data },
});
const phase = (key: string, endsOn: string, emphasis = { leadership: 1, culture: 1, process: 1, technology: 1 }): PhaseInput => ({
  key,
  name: key,
  endsOn,
  emphasis,
});
const when = (data: Partial<CharterProgram['data']>) => programSpec.given([]).when(charter(data));

describe('CharterProgram', () => {
  it('takes the default plan, policy and zone, and enters the first phase on the start date', () => {
    when({}).then(CHARTERED);
    expect(PHASES.map(({ key, endsOn }) => [key, endsOn])).toEqual([
      ['INITIATE', '2026-07-02'],
      ['DESIGN', '2027-01-01'],
      ['BUILD', '2027-07-02'],
      ['EMBED', '2027-12-31'],
    ]);
    expect(PHASES.map((each) => each.emphasis)).toEqual([
      [0.45, 0.25, 0.15, 0.15],
      [0.25, 0.25, 0.3, 0.2],
      [0.15, 0.2, 0.3, 0.35],
      [0.25, 0.35, 0.25, 0.15],
    ]);
    expect(POLICY).toEqual({
      halfLifeDays: 91,
      planTolerance: 0.5,
      lambda: 0.4,
      consecutive: 2,
      behind: { opensAt: 0.2, closesAt: 0.1 },
      ahead: { opensAt: 1, closesAt: 0.5 },
      late: { opensAt: 0.3, closesAt: 0.15 },
    });
  });

  it('names the default phases in the language of whoever charters, English unless told', () => {
    const namesIn = (phaseNamesIn?: 'zh' | 'en') =>
      (programSpec.given([]).when(charter({ phaseNamesIn })).decision as ProgramEvent[]).flatMap(({ type, data }) =>
        type === 'ProgramChartered' ? data.phases.map(({ name }) => name) : [],
      );
    expect(namesIn()).toEqual(['Initiate', 'Design', 'Build', 'Embed']);
    expect(namesIn('zh')).toEqual(['启动', '设计', '建设', '固化']);
  });

  it('takes an objective, a zone and phases, scaling each emphasis to sum to 1', () => {
    const phases = [phase('A', '2026-06-30', { leadership: 2, culture: 1, process: 1, technology: 0 }), phase('B', '2026-12-31')];
    const { decision } = programSpec
      .given([])
      .when(charter({ endsOn: undefined, objective: 'One desk', timeZone: 'Asia/Shanghai', phases }));
    expect(decision).toMatchObject([
      {
        data: {
          objective: 'One desk',
          timeZone: 'Asia/Shanghai',
          phases: [
            { key: 'A', emphasis: [0.5, 0.25, 0.25, 0] },
            { key: 'B', emphasis: [0.25, 0.25, 0.25, 0.25] },
          ],
        },
      },
      { data: { phase: 'A', on: STARTS_ON } },
    ]);
  });

  it('may lie in the future, and a start in the past too', () => {
    expect(programSpec.outcome([], charter({ startsOn: '2026-09-01' }))).toEqual(['ProgramChartered', 'PhaseEntered']);
    expect(programSpec.outcome([], charter({ startsOn: '2001-01-01' }))).toEqual(['ProgramChartered', 'PhaseEntered']);
  });

  it('sets the half-life to an eighth of the planned duration, half rounded up, at least 15', () => {
    expect(halfLifeOf('2026-01-01', '2027-12-31')).toBe(91);
    expect(halfLifeOf('2026-01-01', '2026-05-05')).toBe(16); // 124 days / 8 = 15.5
    expect(halfLifeOf('2026-01-01', '2026-02-01')).toBe(15);
  });

  it('is done once', () => programSpec.given(CHARTERED).when(charter()).refused('PROGRAM_ALREADY_CHARTERED', 'id'));

  it('refuses what it cannot work with, naming the field', () => {
    when({ id: 'x' }).refused('ID_INVALID', 'id');
    when({ name: '  ' }).refused('TEXT_EMPTY', 'name');
    when({ name: 'n'.repeat(201) }).refused('TEXT_TOO_LONG', 'name');
    when({ name: 'a\0b' }).refused('TEXT_NOT_STORABLE', 'name');
    when({ name: 'a\ud800b' }).refused('TEXT_NOT_STORABLE', 'name');
    when({ objective: 'o'.repeat(2001) }).refused('TEXT_TOO_LONG', 'objective');
    when({ sponsorId: 'a b' }).refused('PERSON_ID_INVALID', 'sponsorId');
    when({ startsOn: '2026-02-30' }).refused('DATE_INVALID', 'startsOn');
    when({ startsOn: '0000-01-01' }).refused('DATE_INVALID', 'startsOn');
    when({ endsOn: '9999-12-31' }).refused('DATE_INVALID', 'endsOn');
    when({ endsOn: undefined }).refused('ENDS_ON_REQUIRED', 'endsOn');
    when({ endsOn: '2026-01-03' }).refused('PHASE_ENDS_NOT_INCREASING', 'endsOn');
    when({ timeZone: 'Mars/Olympus' }).refused('UNKNOWN_TIME_ZONE', 'timeZone');
    for (const timeZone of ['CST', 'ist', 'BST']) when({ timeZone }).refused('UNKNOWN_TIME_ZONE', 'timeZone');
    when({ timeZone: '+08:00' }).refused('UNKNOWN_TIME_ZONE', 'timeZone');
  });

  it('takes names beyond the basic plane', () => {
    expect(programSpec.outcome([], charter({ name: '平衡 🚢' }))).toEqual(['ProgramChartered', 'PhaseEntered']);
  });

  it('refuses plans without sense', () => {
    const plan = (...phases: PhaseInput[]) => when({ endsOn: undefined, phases });
    const of = (value: number) => ({ leadership: value, culture: 0, process: 0, technology: 0 });
    plan().refused('PHASES_EMPTY', 'phases');
    plan(phase('A', '2026-02-01'), phase('A', '2026-03-01')).refused('PHASE_KEY_REPEATED', 'phases', '1', 'key');
    plan(phase('A', '2026-02-01'), phase('B', '2026-02-01')).refused('PHASE_ENDS_NOT_INCREASING', 'phases', '1', 'endsOn');
    plan(phase('\u00e9', '2026-02-01'), phase('e\u0301', '2026-03-01')).refused('PHASE_KEY_REPEATED', 'phases', '1', 'key');
    plan(phase('A', '2026-02-01'), phase('A\u200b', '2026-03-01')).refused('KEY_HIDES_CHARACTERS', 'phases', '1', 'key');
    plan(phase('A', STARTS_ON)).refused('PHASE_ENDS_NOT_INCREASING', 'phases', '0', 'endsOn');
    plan(phase('', '2026-02-01')).refused('TEXT_EMPTY', 'phases', '0', 'key');
    plan(...Array.from({ length: 51 }, (_, i) => phase(`P${i}`, '2026-02-01'))).refused('TOO_MANY_PHASES', 'phases');
    for (const value of [0, -1, NaN, Infinity])
      plan(phase('A', '2026-02-01', of(value))).refused('EMPHASIS_INVALID', 'phases', '0', 'emphasis');
    plan(phase('A', '2026-02-01', { ...of(1e308), culture: 1e308 })).refused('EMPHASIS_INVALID', 'phases', '0', 'emphasis');
    when({ phases: [phase('A', '2026-02-01')] }).refused('ENDS_ON_DIFFERS', 'endsOn');
  });

  it('leaves a plan that is read and sent back as it was', () => {
    const phases = PHASES.map(phaseInput);
    expect((programSpec.state(CHARTERED) as ProgramState).plans[0]?.value).toEqual(PHASES);
    when({ phases, endsOn: undefined }).then(CHARTERED);
  });
});
