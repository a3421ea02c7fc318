import type { Words } from '#read-models/history/words.js';
import type { Cell, Column, ColumnType } from '../feed.js';

/** Makes a column of what it is called, what it holds and what it says in English and Chinese. */
export const column = <Row>(name: string, type: ColumnType, of: (row: Row) => Cell, en: string, zh: string): Column<Row> => ({
  name,
  type,
  of,
  about: { en, zh },
});

/** A column that holds one of a few values. */
export const codeColumn = <Row>(
  name: string,
  values: readonly string[],
  of: (row: Row) => string | null,
  en: string,
  zh: string,
): Column<Row> => ({ ...column(name, 'code', of, en, zh), values });

/** Two columns for a person: the opaque id, by which people are told apart, and the name. */
export const personColumns = <Row>(prefix: string, person: (row: Row) => string | null, id: Words, name: Words): readonly Column<Row>[] => [
  { name: `${prefix}_id`, type: 'text', of: person, about: id },
  {
    name: `${prefix}_name`,
    type: 'text',
    person,
    of: (row, names) => {
      const found = person(row);
      return found === null ? null : (names.get(found) ?? null);
    },
    about: name,
  },
];

/** Two columns for the program of a row. */
export const programColumns = <Row extends { readonly programId: string; readonly programName: string }>(): readonly Column<Row>[] => [
  column('program_id', 'id', ({ programId }) => programId, 'The program.', '项目群编号。'),
  column('program_name', 'text', ({ programName }) => programName, 'The name of the program.', '项目群名称。'),
];
