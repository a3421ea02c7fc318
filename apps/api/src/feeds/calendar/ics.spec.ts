import { describe, expect, it } from '@jest/globals';
import { icsEvents } from '#testing/ics.js';
import { beginCalendar, END_CALENDAR, eventLines, folded } from './ics.js';

const event = { uid: 'm@evenkeel', on: '2026-02-28', summary: 'Go live', description: 'x', category: 'PROCESS' };
const whole = (of: Partial<typeof event>): string =>
  beginCalendar('Mine') + eventLines({ ...event, ...of }, '2026-02-01T08:09:10.123Z') + END_CALENDAR;

describe('a calendar', () => {
  it('has events of whole days', () => {
    const [read] = icsEvents(whole({}));
    expect(read).toMatchObject({ UID: 'm@evenkeel', 'DTSTART;VALUE=DATE': '20260228', DTSTAMP: '20260201T080910Z', SUMMARY: 'Go live' });
  });

  it.each(['a, b; c\\d', 'one\ntwo', 'one\r\ntwo', '上线'.repeat(60), `${'x'.repeat(74)}👩‍💻`.repeat(3), 'END:VEVENT\r\nBEGIN:VALARM'])(
    'gives back what was written: %j',
    (summary) => {
      const read = icsEvents(whole({ summary }));
      expect(read.map(({ SUMMARY }) => SUMMARY)).toEqual([summary.replaceAll('\r\n', '\n')]);
    },
  );

  it('has no line above 75 bytes and cuts no character', () => {
    for (const line of ['x'.repeat(75), 'x'.repeat(76), '上'.repeat(100), 'é'.repeat(99)]) {
      const parts = folded(line).split('\r\n');
      expect(parts.at(-1)).toBe('');
      for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
      expect(parts.map((part, i) => (i === 0 ? part : part.slice(1))).join('')).toBe(line);
      expect(folded(line)).not.toContain('\ufffd');
    }
    expect(folded('x'.repeat(75)).split('\r\n').length).toBe(2);
  });

  it('drops what no text may contain', () => {
    expect(icsEvents(whole({ summary: 'a\u0000\u0007b\tc' }))[0]!['SUMMARY']).toBe('ab\tc');
  });
});
