import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { icsEvents } from '#testing/ics.js';
import { startMatrix, SECRET, type Matrix, type Person } from '../access/matrix-people.js';

let matrix: Matrix;

beforeAll(async () => {
  matrix = await startMatrix();
});
afterAll(() => matrix.api.close());

interface Made {
  readonly address: string | null;
  readonly calendarAddress: { readonly id: string; readonly programId: string | null } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

async function mutate(person: Person, name: string, input: object, language = 'en'): Promise<Made> {
  const { url } = matrix.api;
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { address calendarAddress { id programId } userErrors { code } } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie: matrix.cookies[person], 'accept-language': language },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const answer = (await response.json()) as { data: Record<string, Made> | null; errors?: unknown };
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data[name]!;
}

const eventsAt = async (address: string, headers: Readonly<Record<string, string>> = {}): Promise<ReturnType<typeof icsEvents>> => {
  const response = await fetch(address, { headers });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  return icsEvents(await response.text());
};
const titles = (events: ReturnType<typeof icsEvents>): readonly string[] => events.map(({ SUMMARY }) => SUMMARY!);
const statusAt = async (address: string, headers: Readonly<Record<string, string>> = {}): Promise<number> => {
  const response = await fetch(address, { headers });
  await response.body?.cancel();
  return response.status;
};

describe('a calendar', () => {
  it('of one’s own shows one’s milestones and the gates of one’s programs, at an address that needs nothing else', async () => {
    const { address } = await mutate('owner', 'makeCalendarAddress', {});
    const events = await eventsAt(address!);
    expect(titles(events)).toEqual(expect.arrayContaining(['Own initiative']));
    expect(titles(events)).not.toContain('Beside');
    const milestone = events.find(({ SUMMARY }) => SUMMARY === 'Own initiative')!;
    expect(milestone).toMatchObject({
      'DTSTART;VALUE=DATE': '20270601',
      UID: `${matrix.own.initiativeId}.${matrix.own.milestoneId}@evenkeel`,
      CATEGORIES: 'culture',
    });
    expect(milestone['DESCRIPTION']).toContain('Program: Own\n');
    expect(titles(events).filter((title) => title.startsWith('Own: planned end of')).length).toBeGreaterThan(0);
  });

  it('of a program shows all of that program and nothing of another', async () => {
    const { programId } = matrix.own;
    const { address } = await mutate('pmo', 'makeCalendarAddress', { programId }, 'zh-CN');
    const events = await eventsAt(address!);
    expect(titles(events)).toEqual(expect.arrayContaining(['Own initiative', 'Beside']));
    expect(JSON.stringify(events)).not.toContain(SECRET);
    expect(JSON.stringify(events)).toContain('项目群：Own');
    // A secret address decides itself what it shows.
    expect(await eventsAt(`${address!}&programId=${matrix.other.programId}`)).toEqual(events);
    expect(await mutate('pmo', 'makeCalendarAddress', { programId: matrix.other.programId })).toMatchObject({
      address: null,
      userErrors: [{ code: 'PROGRAM_NOT_FOUND' }],
    });
  });

  it('may be read with a token in a header, too', async () => {
    const authorization = `Bearer ${matrix.tokens.pmo}`;
    const url = `${matrix.api.url}/feeds/calendar.ics`;
    expect(titles(await eventsAt(`${url}?programId=${matrix.own.programId}`, { authorization }))).toContain('Beside');
    expect(await eventsAt(`${url}?programId=${matrix.other.programId}`, { authorization })).toEqual([]);
  });

  it('shows nothing of a program any more when the reader may not see it any more', async () => {
    const { programId } = matrix.own;
    await matrix.api.mutate('grantRole', { programId, personId: 'stranger', role: 'AUDITOR' });
    const { address } = await mutate('stranger', 'makeCalendarAddress', { programId });
    expect((await eventsAt(address!)).length).toBeGreaterThan(0);
    await matrix.api.mutate('revokeRole', { programId, personId: 'stranger', role: 'AUDITOR' });
    expect(await eventsAt(address!)).toEqual([]);
  });
});

describe('a secret address', () => {
  it('opens the calendar and nothing else', async () => {
    const { address } = await mutate('pmo', 'makeCalendarAddress', {});
    const { url } = matrix.api;
    const secret = new URL(address!).searchParams.get('token')!;
    expect(address!.startsWith(`${url}/feeds/calendar.ics?token=`)).toBe(true);
    expect(await statusAt(address!)).toBe(200);
    for (const path of [
      '/feeds',
      '/feeds/milestones.csv',
      '/graphql?query={viewer{person{id}}}',
      '/feeds/calendar%2Eics',
      '/feeds/calendar.ics/',
    ]) {
      const other = new URL(path, url);
      other.searchParams.set('token', secret);
      expect([path, await statusAt(other.href)]).toEqual([path, 401]);
      for (const scheme of ['Bearer ', `Basic ${Buffer.from(`x:${secret}`).toString('base64')} `])
        expect([path, await statusAt(other.href, { authorization: `${scheme}${scheme === 'Bearer ' ? secret : ''}`.trim() })]).toEqual([
          path,
          401,
        ]);
    }
    const posted = await fetch(address!, { method: 'POST' });
    expect(posted.status).toBe(401);
    await posted.body!.cancel();
  });

  it('ends when another one is made for the same, or when it is taken back', async () => {
    const first = await mutate('lead', 'makeCalendarAddress', {});
    const second = await mutate('lead', 'makeCalendarAddress', {});
    expect([await statusAt(first.address!), await statusAt(second.address!)]).toEqual([401, 200]);
    const { id } = second.calendarAddress!;
    expect(await mutate('owner', 'revokeCalendarAddress', { id })).toMatchObject({ userErrors: [{ code: 'CALENDAR_ADDRESS_NOT_FOUND' }] });
    expect(await statusAt(second.address!)).toBe(200);
    expect(await mutate('lead', 'revokeCalendarAddress', { id })).toMatchObject({ address: null, calendarAddress: { id }, userErrors: [] });
    expect(await statusAt(second.address!)).toBe(401);
  });

  it('is not made by an access token', async () => {
    const query = 'mutation { makeCalendarAddress(input: {}) { address } }';
    expect(await matrix.api.ask(query, {}, { token: matrix.tokens.pmo })).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });
});
