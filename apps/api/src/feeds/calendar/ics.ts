/** An event of a whole day in a calendar. */
export interface DayEvent {
  /** The same for the same thing, whenever it is asked for. */
  readonly uid: string;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly summary: string;
  readonly description: string;
  readonly category: string;
}

/** How long a calendar program may keep what it has. */
const REFRESHED = 'PT1H';
/** The longest line in bytes, without its end (RFC 5545, 3.1). */
const LINE_BYTES = 75;

/** Text with the characters escaped that separate parts of a line. Control characters are forbidden. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** A line with its end: longer ones go on after a space, and no character is cut in two. */
export function folded(line: string): string {
  let text = '';
  let bytes = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (bytes + more > LINE_BYTES) {
      text += '\r\n ';
      bytes = 1;
    }
    text += character;
    bytes += more;
  }
  return `${text}\r\n`;
}

const lines = (all: readonly string[]): string => all.map(folded).join('');

/** The begin of a calendar as of RFC 5545. @param name what calendar programs call it */
export const beginCalendar = (name: string): string =>
  lines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Evenkeel//Milestones and gates//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESHED}`,
    `X-PUBLISHED-TTL:${REFRESHED}`,
  ]);

/** @param at when the calendar last changed, RFC 3339 in UTC */
export const eventLines = ({ uid, on, summary, description, category }: DayEvent, at: string): string =>
  lines([
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${at.replaceAll(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `CATEGORIES:${escaped(category)}`,
    // Nobody is busy all day because a milestone is due.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);

export const END_CALENDAR = 'END:VCALENDAR\r\n';
