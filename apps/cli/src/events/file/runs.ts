import type { EventToAppend } from './event-record.js';

const MAX_EVENTS = 500;
/** The greatest size of a run in UTF-16 units: in UTF-8 that is at most three times as many bytes, and an append may have 1 MiB. */
const MAX_CHARACTERS = 250_000;

/** Groups consecutive events of one stream into runs: each can be one append without changing the order of the log. */
export async function* runsOf(events: AsyncIterable<EventToAppend>): AsyncGenerator<readonly EventToAppend[]> {
  let run: EventToAppend[] = [];
  let characters = 0;
  for await (const event of events) {
    const last = run.at(-1);
    const follows =
      last?.stream === event.stream &&
      last.revision + 1 === event.revision &&
      run.length < MAX_EVENTS &&
      characters + event.characters <= MAX_CHARACTERS;
    if (last && !follows) {
      yield run;
      run = [];
      characters = 0;
    }
    run.push(event);
    characters += event.characters;
  }
  if (run.length > 0) yield run;
}

/**
 * The size of one transaction, for stores that support several appends in it. With 1,000 events the disk is hardly faster, and memory grows
 * twice as much.
 */
const TOGETHER = { events: 250, characters: 500_000 };

/** Groups consecutive runs, as many as fit into one transaction. */
export async function* groupsOf(runs: AsyncIterable<readonly EventToAppend[]>): AsyncGenerator<readonly (readonly EventToAppend[])[]> {
  let group: (readonly EventToAppend[])[] = [];
  let events = 0;
  let characters = 0;
  for await (const run of runs) {
    group.push(run);
    events += run.length;
    characters += run.reduce((sum, event) => sum + event.characters, 0);
    if (events < TOGETHER.events && characters < TOGETHER.characters) continue;
    yield group;
    group = [];
    events = characters = 0;
  }
  if (group.length > 0) yield group;
}
