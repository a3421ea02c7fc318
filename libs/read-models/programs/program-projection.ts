import type { Projection, Row } from '#event-sourcing/folds/projection.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { toDay, type DayNumber } from '#domain/calendar.js';
import { isKnownEvent } from '#domain/event-types.js';
import type { ProgramEvent } from '#domain/program/events.js';
import { evolve, noProgram, phasePlan, type Program, type ProgramState } from '#domain/program/state.js';
import { sortKey } from '../collation/sort-key.js';
import { withId } from '../search/word-rows.js';

/** One document per program: its state. Its one row has what lists filter and sort by; its members have rows of their own. */
export const programProjection: Projection<Program, 'program_rows' | 'member_rows' | 'gate_rows' | 'program_word_rows'> = {
  name: 'programs',
  // 3: numbers outside of today's ranges, recorded earlier, are read as the nearest permitted ones. 4: former names are kept. 5: plans have
  // their revision. 6: who charters is the first PMO, roles may end, and members can be found. 7: the days of its
  // gates end the slip of withdrawn milestones. 8: flat rows show the name. 9: time zones are found
  // without looking at every program. 10: words of names can be searched for. 11: the schedule reads rows alone.
  version: 11,
  streams: ['program-'],
  ofOneStream: true,
  key: (event) => event.stream.slice('program-'.length),
  evolve: (document, event) => evolve(document ?? noProgram, event as StoredEvent<ProgramEvent>),
  knows: isKnownEvent,
  tables: {
    program_rows: {
      columns: {
        id: 'text',
        name: 'text',
        name_key: 'text',
        status: 'text',
        time_zone: 'text',
        starts_on: 'text',
        chartered_at: 'text',
        recorded_at: 'text',
        imported_from: 'text',
        next_gate: 'text',
      },
      key: ['id'],
      indexes: [['time_zone']],
    },
    member_rows: { columns: { program_id: 'text', person: 'text' }, key: ['program_id', 'person'], indexes: [['person', 'program_id']] },
    gate_rows: { columns: { program_id: 'text', day: 'integer' }, key: ['program_id', 'day'] },
    program_word_rows: { columns: { word: 'text', program_id: 'text' }, key: ['word', 'program_id'] },
  },
  rows: (document) =>
    document.status === 'NONE'
      ? { program_rows: [], member_rows: [], gate_rows: [], program_word_rows: [] }
      : {
          program_rows: [rowOf(document)],
          member_rows: membersOf(document).map((person) => ({ program_id: document.id, person })),
          gate_rows: gatesOf(document).map((day) => ({ program_id: document.id, day })),
          program_word_rows: withId(document.name, document.id).map((word) => ({ word, program_id: document.id })),
        },
};

/** The days of its start and of every phase entry. */
const gatesOf = ({ startsOn, entries }: ProgramState): readonly DayNumber[] => [
  ...new Set([startsOn, ...entries.map(({ on }) => on)].map(toDay)),
];

const rowOf = (program: ProgramState): Row => ({
  id: program.id,
  name: program.name,
  name_key: sortKey(program.name),
  status: program.status,
  time_zone: program.timeZone,
  starts_on: program.startsOn,
  chartered_at: program.charteredAt,
  recorded_at: program.recordedAt,
  imported_from: program.importedFrom ?? null,
  next_gate: nextGate(program),
});

/** Everyone whom the program's stream gives a part in it that was not revoked; whether it holds today depends on the day. */
const membersOf = ({ sponsor, grants, leads }: ProgramState): readonly string[] => [
  ...new Set([
    sponsor,
    ...grants.flatMap(({ person, until }) => (until === undefined ? [person] : [])),
    ...leads.map(({ person }) => person),
  ]),
];

/** The planned end of the current phase. No entry lies in the future, so this needs no date. */
function nextGate(program: ProgramState): string {
  const plan = phasePlan(program);
  const entered = program.entries.at(-1)?.phase;
  return (plan.find(({ key }) => key === entered) ?? plan[0]!).endsOn;
}
