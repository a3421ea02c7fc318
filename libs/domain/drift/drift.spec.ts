import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import { DeciderSpec, on, type Happened } from '#testing/event-sourcing/given-when-then.js';
import { addDays } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import type { Program } from '../program/state.js';
import { activeProgram, closedProgram, POLICY, PROGRAM_ID } from '../testing/program-history.js';
import type { AcknowledgeDrift, ClearDrift, DriftCommand, FlagDrift } from './commands.js';
import { driftDecider, episodeIdOf } from './decide.js';
import type { DriftEvent } from './events.js';
import type { DriftState } from './state.js';

const spec = new DeciderSpec<DriftCommand, DriftState, DriftEvent, Program>(driftDecider, {
  stream: `drift-${PROGRAM_ID}`,
  programId: PROGRAM_ID,
  program: activeProgram,
  today: '2026-12-31',
  actor: 'lead',
});

const decisionOn = (date: string, pillar: Pillar | null = 'CULTURE'): FlagDrift['data'] => ({
  programId: PROGRAM_ID,
  evaluationId: `evaluation of ${date}`,
  on: date,
  kind: pillar ? 'BEHIND' : 'LATE',
  pillar,
  evidence: [`evaluation before ${date}`, `evaluation of ${date}`],
  policy: POLICY,
});
const flag = (date: string, pillar?: Pillar | null): FlagDrift => ({ type: 'FlagDrift', data: decisionOn(date, pillar) });
const clear = (date: string, pillar?: Pillar | null): ClearDrift => ({ type: 'ClearDrift', data: decisionOn(date, pillar) });

function event(type: 'DriftFlagged' | 'DriftCleared', date: string, episodeOf = date, pillar: Pillar | null = 'CULTURE'): DriftEvent {
  const { programId: _, ...data } = decisionOn(date, pillar);
  return { type, data: { episodeId: episodeIdOf(`evaluation of ${episodeOf}`, pillar, data.kind), ...data } };
}

const OPENED = event('DriftFlagged', '2026-07-05');
const CLOSED = event('DriftCleared', '2026-09-06', '2026-07-05');
const episodeId = OPENED.data.episodeId;
const acknowledge = (data: Partial<AcknowledgeDrift['data']> = {}): AcknowledgeDrift => ({
  type: 'AcknowledgeDrift',
  data: { programId: PROGRAM_ID, episodeId, note: 'coaching starts in August', ...data },
});

describe('FlagDrift', () => {
  it('opens an episode named after evaluation, pillar and kind', () => {
    spec.given([]).when(flag('2026-07-05')).then([OPENED]);
    spec
      .given([OPENED])
      .when(flag('2026-07-05', null))
      .then([event('DriftFlagged', '2026-07-05', '2026-07-05', null)]);
  });

  it('records nothing where an episode is open, or a later decision stands', () => {
    spec.given([OPENED]).when(flag('2026-07-05')).then([]);
    spec.given([OPENED]).when(flag('2026-07-12')).then([]);
    spec.given([OPENED, CLOSED]).when(flag('2026-07-05')).then([]);
    spec.given([OPENED, CLOSED]).when(flag('2026-09-06')).then([]);
  });

  it('opens another one after the last was closed', () => {
    spec
      .given([OPENED, CLOSED])
      .when(flag('2026-11-01'))
      .then([event('DriftFlagged', '2026-11-01')]);
  });

  it('raises an alarm of before the program was closed', () => {
    spec.given([]).when(flag('2026-07-05'), { program: closedProgram }).then([OPENED]);
  });
});

describe('ClearDrift', () => {
  it('closes the open episode of its signal', () => {
    spec.given([OPENED]).when(clear('2026-09-06')).then([CLOSED]);
  });

  it('records nothing where no episode of the signal is open, or a later decision stands', () => {
    spec.given([]).when(clear('2026-09-06')).then([]);
    spec.given([OPENED, CLOSED]).when(clear('2026-09-13')).then([]);
    spec.given([OPENED]).when(clear('2026-07-05')).then([]);
    spec.given([OPENED]).when(clear('2026-09-06', 'PROCESS')).then([]);
  });
});

describe('AcknowledgeDrift', () => {
  const acknowledged: DriftEvent = { type: 'DriftAcknowledged', data: { episodeId, note: 'coaching starts in August' } };

  it('records who knows and what is done', () => {
    spec.given([OPENED]).when(acknowledge()).then([acknowledged]);
    const corrective = { correctiveInitiativeId: 'i', correctiveInitiativeProgramId: PROGRAM_ID };
    spec
      .given([OPENED, acknowledged])
      .when(acknowledge(corrective))
      .then([{ type: 'DriftAcknowledged', data: { episodeId, note: 'coaching starts in August', correctiveInitiativeId: 'i' } }]);
  });

  it('records nothing when the same person says the same again', () => {
    const said: Happened<DriftEvent> = on('2026-07-06', acknowledged);
    spec.given([OPENED, said]).when(acknowledge()).then([]);
    spec.given([OPENED, said]).when(acknowledge(), { actor: 'sponsor' }).then([acknowledged]);
  });

  it('keeps the corrective initiative that was named before where none is named again', () => {
    const named: DriftEvent = { type: 'DriftAcknowledged', data: { ...acknowledged.data, correctiveInitiativeId: 'i' } };
    const before = spec.given([OPENED, on('2026-07-06', named)]);
    before.when(acknowledge()).then([]);
    before
      .when(acknowledge({ note: 'coaching has begun' }))
      .then([{ type: 'DriftAcknowledged', data: { episodeId, note: 'coaching has begun', correctiveInitiativeId: 'i' } }]);
    const another = { correctiveInitiativeId: 'j', correctiveInitiativeProgramId: PROGRAM_ID };
    before.when(acknowledge(another)).then([{ type: 'DriftAcknowledged', data: { ...acknowledged.data, correctiveInitiativeId: 'j' } }]);
  });

  it('refuses what is not there, not open or of another program', () => {
    spec.given([]).when(acknowledge()).refused('EPISODE_NOT_FOUND', 'episodeId');
    spec.given([OPENED, CLOSED]).when(acknowledge()).refused('EPISODE_CLOSED', 'episodeId');
    spec
      .given([OPENED])
      .when(acknowledge({ note: ' ' }))
      .refused('TEXT_EMPTY', 'note');
    spec.given([OPENED]).when(acknowledge(), { program: closedProgram }).refused('PROGRAM_CLOSED', 'programId');
    const given = spec.given([OPENED]);
    given.when(acknowledge({ correctiveInitiativeId: 'i' })).refused('INITIATIVE_NOT_FOUND', 'correctiveInitiativeId');
    given
      .when(acknowledge({ correctiveInitiativeId: 'i', correctiveInitiativeProgramId: 'other' }))
      .refused('INITIATIVE_OF_OTHER_PROGRAM', 'correctiveInitiativeId');
  });
});

describe('a list of decisions', () => {
  // Decisions as evaluations make them: OPEN and CLOSE alternate for each signal, each on a later day.
  const decisions = fc
    .array(fc.record({ pillar: fc.constantFrom<Pillar | null>('CULTURE', 'PROCESS', null), days: fc.integer({ min: 7, max: 60 }) }), {
      maxLength: 14,
    })
    .map((turns) => {
      const open = new Set<Pillar | null>();
      let date = '2024-01-07';
      return turns.map(({ pillar, days }): DriftCommand => {
        date = addDays(date, days);
        const closes = open.delete(pillar);
        if (!closes) open.add(pillar);
        return closes ? clear(date, pillar) : flag(date, pillar);
      });
    });

  const told = (commands: readonly DriftCommand[]): readonly DriftEvent[] =>
    commands.reduce<readonly DriftEvent[]>((history, command) => {
      const { decision } = spec.given(history).when(command);
      if (isRefusal(decision)) throw new Error(decision.refused);
      return [...history, ...decision];
    }, []);

  it('leaves the same episodes when it is told again from the start, or from anywhere', () => {
    fc.assert(
      fc.property(decisions, fc.nat(), (commands, from) => {
        const once = told(commands);
        expect(once).toHaveLength(commands.length);
        expect(told([...commands, ...commands])).toEqual(once);
        const at = commands.length === 0 ? 0 : from % commands.length;
        expect(told([...commands.slice(0, at + 1), ...commands.slice(Math.floor(at / 2))])).toEqual(once);
      }),
    );
  });

  it('leaves the same episodes when two sagas tell it at once', () => {
    fc.assert(
      fc.property(decisions, fc.array(fc.boolean(), { minLength: 28, maxLength: 28 }), (commands, turns) => {
        const places = [0, 0];
        const interleaved: DriftCommand[] = [];
        for (const first of [...turns, ...commands.map(() => true), ...commands.map(() => false)]) {
          const command = commands[places[first ? 0 : 1]!++];
          if (command) interleaved.push(command);
        }
        expect(interleaved).toHaveLength(2 * commands.length);
        expect(told(interleaved)).toEqual(told(commands));
      }),
    );
  });
});
