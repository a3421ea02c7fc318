import { EVENKEEL } from '#application/commands/command.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { dateAt, sundays } from '#domain/calendar.js';
import { endOfDay } from '#domain/end-of-day.js';
import type { Language } from '#domain/language.js';
import type { Terminal } from '../terminal.js';
import type { DataFolder } from '../transport/data-folder.js';
import { type DatedCommand, type ExampleProgram, readExample } from './example-file.js';

/** The import mark of every event of the example. */
const IMPORTED_FROM = 'examples/telecom.ndjson';

interface Step extends DatedCommand {
  readonly commandId: string;
}

export interface LoadedExample {
  readonly programId: string;
  readonly name: string;
}

/**
 * Sends the example program through the command gateway, with its own dates and actors, up to now: commands with later dates are left out.
 * In between the balance of every Sunday is evaluated, and drift is flagged as it would have been. Every command has an id of its own, so
 * loading the example again adds nothing.
 * @throws Failure if a command is refused
 */
export async function loadExample(
  path: string,
  language: Language,
  folder: DataFolder,
  { say, progress }: Pick<Terminal, 'say' | 'progress'>,
  now = new Date().toISOString(),
): Promise<LoadedExample> {
  const example = await readExample(path, language);
  await nameThose(example, folder);
  const steps = stepsUpTo(now, example);
  progress.start(say('载入示例', 'Loading the example'), steps.length);
  for (const [done, step] of steps.entries()) {
    await folder.executePast({ ...step, type: step.command, input: await inputOf(step, example, folder), importedFrom: IMPORTED_FROM });
    progress.update(done + 1);
  }
  await folder.settle();
  progress.stop();
  return { programId: example.programId, name: example.commands[0]!.input.name as string };
}

/** Names the people of the example; keeps names that were given meanwhile. */
async function nameThose({ people }: ExampleProgram, folder: DataFolder): Promise<void> {
  const known = await folder.names(people.map(({ id }) => id));
  for (const { id, name } of people) if (!known.has(id)) await folder.setName(id, name);
}

/** The commands and the evaluations at the end of each Sunday, in the order of time. */
function stepsUpTo(now: string, { commands, programId, timeZone }: ExampleProgram): Step[] {
  const past = commands.filter(({ at }) => at <= now);
  const [first] = past;
  if (!first) return [];
  const evaluations = sundays(dateAt(first.at, timeZone), dateAt(now, timeZone)).map((on): Step => {
    // This is the same id as the weekly schedule gives to the evaluation of that day.
    const commandId = uuidFrom(programId, on);
    return { at: endOfDay(on, timeZone), actor: EVENKEEL.id, command: 'EvaluateBalance', input: { programId, on }, commandId };
  });
  const told = past.map((command): Step => ({ ...command, commandId: uuidFrom(programId, canonicalJson(command)) }));
  return [...told, ...evaluations.filter(({ at }) => at <= now)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Completes the input. The file names an episode by kind and pillar: the latest one opened by then is meant. */
async function inputOf(step: Step, { programId, timeZone }: ExampleProgram, folder: DataFolder): Promise<Step['input']> {
  if (!step.episode) return step.input;
  await folder.settle();
  const episodeId = await folder.episode({ programId, ...step.episode, openedBy: dateAt(step.at, timeZone) });
  return { ...step.input, episodeId };
}
