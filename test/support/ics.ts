/**
 * The events in a calendar as RFC 5545 says, each as its properties by name, with parameters as written. @throws Error where a line end,
 * the nesting or an escape is not such
 */
export function icsEvents(text: string): readonly Readonly<Record<string, string>>[] {
  const whole = text.replaceAll('\r\n ', '');
  if (!whole.endsWith('\r\n')) throw new Error('the last line has no end');
  const lines = whole.slice(0, -2).split('\r\n');
  if (lines[0] !== 'BEGIN:VCALENDAR' || lines.at(-1) !== 'END:VCALENDAR') throw new Error('not a calendar');
  const events: Record<string, string>[] = [];
  let event: Record<string, string> | undefined;
  for (const line of lines.slice(1, -1)) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line end in ${JSON.stringify(line)}`);
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`not a property: ${line}`);
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1)];
    if (name === 'BEGIN' && value === 'VEVENT' && !event) event = {};
    else if (name === 'END' && value === 'VEVENT' && event) {
      events.push(event);
      event = undefined;
    } else if (name === 'BEGIN' || name === 'END') throw new Error(`unexpected ${line}`);
    else if (event) event[name] = unescaped(value);
  }
  if (event) throw new Error('an event without an end');
  return events;
}

const unescaped = (value: string): string =>
  value.replaceAll(/\\(.)|[;,]/g, (written, character: string | undefined) => {
    if (character === undefined) return written;
    if (!'\\;,nN'.includes(character)) throw new Error(`an unknown escape in ${value}`);
    return character.toLowerCase() === 'n' ? '\n' : character;
  });
