import { CALENDAR_NAMES, gateEvents, milestoneEvent } from './calendar.js';
import type { FeedContext } from '../feed-context.js';
import { beginCalendar, END_CALENDAR, eventLines } from './ics.js';
import { pagesOf } from '../walk.js';

/**
 * The calendar of a program or, without one, of a person: the milestones of the initiatives that the person owns, and the gates of the
 * programs that the person takes part in. A program that the reader may not see has nothing in it.
 * @param changedAt when the calendar last changed, RFC 3339 in UTC
 */
export async function* calendarText(
  context: FeedContext,
  person: string,
  programId: string | undefined,
  changedAt: string,
): AsyncGenerator<string> {
  const { language, access } = context;
  const reading = await context.at({});
  const seen = programId !== undefined && (await access.sees(programId));
  const programs =
    programId === undefined
      ? (await access.parts()).map(({ program }) => program)
      : seen
        ? [...(await reading.programs.byIds([programId])).values()]
        : [];
  const name = programId === undefined ? CALENDAR_NAMES.own : CALENDAR_NAMES.program(programs[0]?.name ?? programId);
  yield beginCalendar(name[language]);
  for (const program of programs)
    for (const event of gateEvents(program, reading.today(program.timeZone), language)) yield eventLines(event, changedAt);
  const filter =
    programId === undefined ? { owners: [person], among: await access.among() } : { programs: [programId], among: await access.among() };
  for await (const rows of pagesOf((key) => reading.feeds.milestones(filter, key)))
    yield rows
      .map((row) => milestoneEvent(row, language))
      .map((event) => (event ? eventLines(event, changedAt) : ''))
      .join('');
  yield END_CALENDAR;
}
