import type { EventToAppend } from './event-record.js';

const MAX_EVENTS = 500;
/** In UTF-16 units: in UTF-8 at most three times as many bytes, and an append takes 1 MiB. */
const MAX_CHARACTERS = 250_000;

/** Neighbours in the log that follow each other in one stream: they can go in one append without changing the order of the log. */
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
