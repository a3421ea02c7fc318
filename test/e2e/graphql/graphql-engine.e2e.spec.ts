import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newUuid } from '#event-sourcing/uuid.js';
import { ApiUnderTest, TOKEN, type Answer } from '../api-under-test.js';

let api: ApiUnderTest;
const P = newUuid();
const I = newUuid();
const OTHER = newUuid();

beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.mutate('charterProgram', { id: P, name: 'P', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
  await api.mutate('launchInitiative', {
    id: I,
    programId: P,
    pillar: 'CULTURE',
    title: 'I',
    milestones: [{ title: 'M', due: '2026-06-01' }],
  });
  await api.mutate('launchInitiative', { id: OTHER, programId: P, pillar: 'CULTURE', title: 'Other' });
});
afterAll(() => api.close());

type Request = Readonly<Record<string, unknown>>;

async function post(request: Request): Promise<{ status: number; answer: Answer }> {
  const response = await api.post(JSON.stringify(request));
  return { status: response.status, answer: (await response.json()) as Answer };
}

async function get(request: Readonly<Record<string, string>> | URLSearchParams): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${api.url}/graphql?${new URLSearchParams(request).toString()}`, {
    headers: { authorization: `Bearer ${TOKEN}`, 'x-evenkeel-preflight': '1' },
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const codes = ({ errors }: Answer): readonly string[] => (errors ?? []).map(({ extensions }) => extensions.code);

/** Sends the same request four times and expects the same answer each time. */
async function always(request: Request, data: unknown): Promise<void> {
  for (let time = 0; time < 4; time++) expect([time, await post(request)]).toEqual([time, { status: 200, answer: { data } }]);
}

describe('every request is answered as the specification says, the first time and later', () => {
  const both = `query Name($id: UUID!) { program(id: $id) { name } }
    mutation Rename($p: UUID!, $n: String!) { renameProgram(input: { programId: $p, name: $n }) { receipt { events } } }`;

  it('of several operations it executes the named one', async () => {
    for (const name of ['Q', 'R']) {
      const renamed = await post({ query: both, operationName: 'Rename', variables: { p: P, n: name } });
      expect(renamed.answer).toEqual({ data: { renameProgram: { receipt: { events: 1 } } } });
    }
    for (let time = 0; time < 3; time++)
      expect((await post({ query: both, operationName: 'Name', variables: { id: P, p: P, n: 'X' } })).answer).toEqual({
        data: { program: { name: 'R' } },
      });
    const variables = JSON.stringify({ id: P, p: P, n: 'X' });
    for (let time = 0; time < 3; time++)
      expect((await get({ query: both, operationName: 'Name', variables })).answer).toEqual({ data: { program: { name: 'R' } } });
    expect((await get({ query: both, operationName: 'Rename', variables })).status).toBe(405);
    expect(await api.data('query ($id: UUID!) { program(id: $id) { name } }', { id: P })).toEqual({ program: { name: 'R' } });
  });

  it('a variable that may not be null has its default', async () => {
    const query = 'query ($id: UUID!, $first: Int! = 1) { program(id: $id) { initiatives(first: $first) { totalCount nodes { title } } } }';
    await always({ query, variables: { id: P } }, { program: { initiatives: { totalCount: 2, nodes: [{ title: 'I' }] } } });
  });

  it('a fragment that is spread twice is there if one spread includes it', async () => {
    const query = `query ($id: UUID!) { program(id: $id) { ...F @include(if: false) ...F } } fragment F on Program { timeZone }`;
    await always({ query, variables: { id: P } }, { program: { timeZone: 'UTC' } });
  });

  it('the condition of a spread holds in its own object alone', async () => {
    const query = `query ($id: UUID!, $i: UUID!, $no: Boolean!) {
      a: initiative(id: $id) { ...F @include(if: $no) }
      b: initiative(id: $i) { ...F }
    } fragment F on Initiative { title }`;
    await always({ query, variables: { id: I, i: OTHER, no: false } }, { a: {}, b: { title: 'Other' } });
  });

  it('a variable within a JSON literal keeps its value', async () => {
    const query = `mutation ($p: UUID!, $at: String!) { importStatusLines(input: { programId: $p, importedFrom: "f", firstLine: 1,
      lines: [{ at: $at, kind: "status", actor: "lin", initiative: "L", title: "L", status: "implementable", pillar: "CULTURE", owner: null, milestones: [] }] }) { accepted unchanged rejected { code } } }`;
    const sent = { query, variables: { p: P, at: '2026-02-01T00:00:00Z' } };
    const counts = { rejected: [] };
    expect((await post(sent)).answer).toEqual({ data: { importStatusLines: { ...counts, accepted: 1, unchanged: 0 } } });
    for (let time = 0; time < 3; time++)
      expect((await post(sent)).answer).toEqual({ data: { importStatusLines: { ...counts, accepted: 0, unchanged: 1 } } });
  });
});

describe('what a client got wrong is told as its own', () => {
  it.each([
    ['of the operation', 'query ($x: Boolean = true) { viewer @include(if: $x) { person { id } } }', { x: null }],
    ['within an object', 'query ($x: Boolean = true) { viewer { person @skip(if: $x) { id } } }', { x: null }],
    [
      'of a fragment',
      'query ($x: Boolean = true) { viewer { ...F @include(if: $x) } } fragment F on Viewer { person { id } }',
      { x: null },
    ],
    ['an argument', `query ($d: UUID = "${P}") { program(id: $d) { id } }`, { d: null }],
    [
      'an argument within',
      `query ($d: LocalDate = "2026-01-01") { program(id: "${P}") { balanceTimeline(from: $d, to: "2026-02-01") { t } } }`,
      { d: null },
    ],
    [
      'a member of an input',
      `mutation ($n: String = "x") { renameProgram(input: { programId: "${P}", name: $n }) { receipt { events } } }`,
      { n: null },
    ],
  ])('null for what has a default and may not be null: %s', async (_what, query, variables) => {
    for (let time = 0; time < 4; time++) {
      const { status, answer } = await post({ query, variables });
      expect([time, status < 500, codes(answer)]).toEqual([time, true, ['BAD_USER_INPUT']]);
    }
  });

  const two = 'query A { viewer { person { id } } } query B { viewer { person { id } } }';
  it.each([
    ['an unknown', { query: two, operationName: 'C' }],
    ['an unknown, of one', { query: '{ viewer { person { id } } }', operationName: 'C' }],
    ['an empty', { query: two, operationName: '' }],
    ['a missing', { query: two }],
  ])('%s operationName', async (_what, request) => {
    for (let time = 0; time < 3; time++) {
      for (const { status, answer } of [await get(request), await post(request)])
        expect([time, status, codes(answer), answer.data]).toEqual([time, 400, ['BAD_USER_INPUT'], undefined]);
    }
  });

  it.each([
    ['variables that are no JSON', { query: '{ viewer { person { id } } }', variables: '{' }],
    ['variables that are a list', { query: '{ viewer { person { id } } }', variables: '[]' }],
    ['extensions that are no JSON', { query: '{ viewer { person { id } } }', extensions: '{' }],
    ['a poisoned prototype', { query: '{ viewer { person { id } } }', variables: '{"__proto__":{"a":1}}' }],
    ['no query', { operationName: 'A' }],
  ])('%s by GET', async (_what, request) => {
    const { status, answer } = await get(request);
    expect([status, codes(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it('parameters that are named twice by GET', async () => {
    const twice = new URLSearchParams({ query: '{ __typename }' });
    twice.append('query', '{ viewer { person { id } } }');
    const { status, answer } = await get(twice);
    expect([status, codes(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it('a poisoned prototype, which is JSON all the same, is called by its name', async () => {
    const message = 'No member may be called "__proto__", nor "constructor" where it holds a "prototype".';
    for (const variables of ['{"__proto__":{"a":1}}', '{"constructor":{"prototype":1}}']) {
      const { answer } = await get({ query: '{ __typename }', variables });
      expect(answer.errors![0]!.message).toContain(message);
      const body = `{"query":"{ __typename }","variables":${variables}}`;
      const posted = await api.post(body, {});
      expect(((await posted.json()) as { errors: { message: string }[] }).errors[0]!.message).toContain(message);
    }
  });

  it('an error says at which entry of a list it is, as a number', async () => {
    const query = `query ($id: UUID!) { program(id: $id) { initiatives(first: 2) { nodes { program { initiatives(first: -1) { nodes { id } } } } } } }`;
    for (let time = 0; time < 3; time++) {
      const { answer } = await post({ query, variables: { id: P } });
      expect(codes(answer)).toEqual(['BAD_PAGE_SIZE']);
      expect(answer.errors![0]!.path).toEqual(['program', 'initiatives', 'nodes', 0, 'program', 'initiatives']);
    }
  });

  it.each([null, {}, { some: 'value' }])('extensions may be %j', async (extensions) => {
    const { status, answer } = await post({ query: '{ viewer { person { id } } }', variables: null, operationName: null, extensions });
    expect([status, answer]).toEqual([200, { data: { viewer: { person: { id: 'administrator' } } } }]);
  });

  it.each(['text/html', 'application/xml', 'application/json;q=0'])('an answer as %s is not to be had', async (accept) => {
    const response = await api.post(JSON.stringify({ query: '{ viewer { person { id } } }' }), {}, { accept });
    expect([response.status, codes((await response.json()) as Answer)]).toEqual([406, ['NOT_ACCEPTABLE']]);
  });
});
