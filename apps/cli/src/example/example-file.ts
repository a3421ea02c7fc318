import { readFile } from 'node:fs/promises';
import { JsonNotKept, parseJson } from '#application/intake/json.js';
import { utf8Text } from '#application/intake/utf8.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { wordingKey, type Language } from '#domain/language.js';

/** A command with a date in the past: `input` is that of the GraphQL mutation; `episode` stands for the id of an open drift episode. */
export interface DatedCommand {
  readonly at: string;
  readonly actor: string;
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly episode?: { readonly kind: DriftKind; readonly pillar: Pillar };
}

export interface ExampleProgram {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** The commands in the order in which they happened. The first one charters the program. */
  readonly commands: readonly DatedCommand[];
  readonly programId: string;
  readonly timeZone: string;
}

const KEY_OF_PROGRAM = 'telecom';

/** The id of the example program in a language. */
export const exampleProgramId = (language: Language): string => exampleId(language, KEY_OF_PROGRAM);

const exampleId = (language: Language, key: string): string => uuidFrom('example', wordingKey(language), key);

/** Fields with ids that the file gives as readable keys. People's ids stay as they are. */
const ID_FIELDS = new Set(['id', 'programId', 'initiativeId', 'milestoneId', 'rebaselineId', 'correctiveInitiativeId']);

/**
 * Reads an example program: one JSON object per line, either {person, name} or {at, actor, command, input}. Every text for people is {zh,
 * en}, and every id is a readable key. The UUIDs made of the keys differ by language, so that one store can hold both.
 * @throws NotUtf8; Error for a line that is not JSON, with its number, or a file without a charter
 */
export async function readExample(path: string, language: Language): Promise<ExampleProgram> {
  const lines = utf8Text(await readFile(path), path)
    .split('\n')
    .map((text, i) => (text.trim() === '' ? undefined : parsedLine(text, i + 1)))
    .filter((line) => line !== undefined);
  const example = lines.map((line) => worded(line, language) as Record<string, unknown>);
  const people = example.filter((line) => 'person' in line).map((line) => ({ id: line.person as string, name: line.name as string }));
  const commands = example.filter((line) => 'command' in line).map((line) => dated(line));
  const charter = commands[0];
  if (charter?.command !== 'CharterProgram') throw new Error(`${path}: the first command is not CharterProgram`);
  return { people, commands, programId: charter.input.id as string, timeZone: charter.input.timeZone as string };
}

function parsedLine(text: string, number: number): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new Error(`line ${number}: ${error instanceof JsonNotKept ? error.message : 'not JSON'}`);
  }
}

/** Replaces {zh, en} by the text in one language, and keys by ids. */
function worded(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item) => worded(item, language));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  if (typeof object.zh === 'string' && typeof object.en === 'string') return object[wordingKey(language)];
  return Object.fromEntries(
    Object.entries(object).map(([field, member]) => [
      field,
      ID_FIELDS.has(field) && typeof member === 'string' ? exampleId(language, member) : worded(member, language),
    ]),
  );
}

function dated(line: Record<string, unknown>): DatedCommand {
  const { at, actor, command, input } = line as unknown as DatedCommand;
  const { episode, ...rest } = input as { episode?: DatedCommand['episode'] };
  return { at: new Date(at).toISOString(), actor, command, input: rest, ...(episode ? { episode } : {}) };
}
