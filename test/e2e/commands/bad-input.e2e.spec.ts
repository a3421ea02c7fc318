import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { request, type IncomingMessage } from 'node:http';
import { ApiUnderTest, TOKEN, type Answer } from '../api-under-test.js';

let api: ApiUnderTest;
const P = newUuid();
const I = newUuid();
const LONG = newUuid();
const M = Array.from({ length: 500 }, () => newUuid());
let stored: string | undefined;

const head = async (): Promise<string | undefined> => {
  for await (const events of api.app.nest.get<EventStore>(EVENT_STORE).readAll({ direction: 'backwards', limit: 1 }))
    return events[0]?.position;
  return undefined;
};

beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.mutate('charterProgram', { id: P, name: 'P', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
  await api.mutate('launchInitiative', { id: I, programId: P, pillar: 'CULTURE', title: 'I' });
  const milestones = M.map((id, m) => ({ id, title: `M${m}`, due: '2026-06-01' }));
  await api.mutate('launchInitiative', { id: LONG, programId: P, pillar: 'CULTURE', title: 'Long', milestones });
  stored = await head();
});
afterAll(() => api.close());

const nested = (n: number): string =>
  `{ program(id: "${P}") ${'{ initiatives(first: 1) { nodes { program '.repeat(n)}{ id }${' } } }'.repeat(n)} }`;
const aliases = `{ ${Array.from({ length: 1000 }, (_, i) => `a${i}: viewer { person { id } }`).join(' ')} }`;
const charter = (input: object): [string, object] => [
  'mutation ($input: CharterProgramInput!) { charterProgram(input: $input) { program { id } userErrors { code field } } }',
  { input: { name: 'x', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-01-01', ...input } },
];
const launch = (input: object): [string, object] => [
  'mutation ($input: LaunchInitiativeInput!) { launchInitiative(input: $input) { initiative { id } userErrors { code field } } }',
  { input: { programId: P, pillar: 'CULTURE', title: 'x', ...input } },
];
const achieved = (evidence: string, count: number): [string, object] => [
  'mutation ($input: UpdateMilestonesInput!) { updateMilestones(input: $input) { initiative { id } userErrors { code } } }',
  { input: { initiativeId: LONG, achieve: M.slice(0, count).map((milestoneId) => ({ milestoneId, achievedOn: '2026-01-02', evidence })) } },
];
const imported = (lines: readonly unknown[], firstLine = 1): [string, object] => [
  'mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted userErrors { code } } }',
  { input: { programId: P, importedFrom: 'f', firstLine, lines } },
];
/** Writes JSON with values that JSON.stringify cannot write, in place of their placeholders. */
const verbatim = (body: string): string =>
  body.replace('"Infinity"', '1e999').replace(/"(\d+) levels"/, (_, n: string) => `${'{"a":'.repeat(+n)}1${'}'.repeat(+n)}`);
const phase = (emphasis: object): object => ({ phases: [{ key: 'A', name: 'A', endsOn: '2027-01-01', emphasis }], endsOn: undefined });

/** The codes of an answer's errors, wherever it contains them. */
function codesIn(answer: Answer): readonly string[] {
  const errors = (answer.errors ?? []).map((error) => error.extensions.code);
  const refusals = Object.values(answer.data ?? {}).flatMap((payload) =>
    ((payload as { userErrors?: { code: string }[] } | null)?.userErrors ?? []).map((error) => error.code),
  );
  return [...errors, ...refusals];
}

const wrong: readonly [what: string, query: string, variables: object, code: string][] = [
  ['a syntax error', '{ viewer { ', {}, 'BAD_USER_INPUT'],
  ['an empty query', '', {}, 'BAD_USER_INPUT'],
  ['a syntax tree as JSON', '{"kind":"Document","definitions":[]}', {}, 'BAD_USER_INPUT'],
  ['a number for a query', '1', {}, 'BAD_USER_INPUT'],
  ['an unknown field', '{ nothing }', {}, 'BAD_USER_INPUT'],
  ['two operations and no name', 'query a { viewer { person { id } } } query b { viewer { person { id } } }', {}, 'BAD_USER_INPUT'],
  ['a missing variable', 'query ($id: UUID!) { program(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
  ['an id that is none', 'query ($id: UUID!) { program(id: $id) { id } }', { id: 'x' }, 'BAD_USER_INPUT'],
  ['an enum value that does not exist', '{ elements(pillar: MONEY) { key } }', {}, 'BAD_USER_INPUT'],
  [
    'an enum value that does not exist, as a variable',
    'query ($p: Pillar) { elements(pillar: $p) { key } }',
    { p: 'MONEY' },
    'BAD_USER_INPUT',
  ],
  ['a malformed date', ...charter({ startsOn: '2026-13-01' }), 'BAD_USER_INPUT'],
  ['a date that does not exist', ...charter({ startsOn: '2026-02-30' }), 'BAD_USER_INPUT'],
  ['a date in year 0', ...charter({ startsOn: '0000-01-01' }), 'BAD_USER_INPUT'],
  ['a date in year 9999', ...charter({ endsOn: '9999-12-31' }), 'BAD_USER_INPUT'],
  ['a date that is a number', ...charter({ startsOn: 20260101 }), 'BAD_USER_INPUT'],
  ['an instant without an offset', `{ program(id: "${P}", asOf: "2026-01-01T00:00:00") { id } }`, {}, 'BAD_USER_INPUT'],
  ['an instant in the future', `{ program(id: "${P}", asOf: "2199-01-01T00:00:00Z") { id } }`, {}, 'DATE_IN_FUTURE'],
  ['an abbreviation that stands for several time zones', ...charter({ timeZone: 'CST' }), 'BAD_USER_INPUT'],
  ['an unknown time zone', ...charter({ timeZone: 'Mars/Olympus' }), 'BAD_USER_INPUT'],
  ['an offset for a time zone', ...charter({ timeZone: '+08:00' }), 'BAD_USER_INPUT'],
  ['100,000 characters for an id', ...launch({ programId: 'x'.repeat(100_000) }), 'BAD_USER_INPUT'],
  ['a person id with a space', ...charter({ sponsorId: 'lin dan' }), 'BAD_USER_INPUT'],
  ['NUL in a string', ...charter({ name: 'a\u0000b' }), 'BAD_USER_INPUT'],
  ['half of a surrogate pair', ...charter({ name: 'a\ud800' }), 'BAD_USER_INPUT'],
  ['a number in JSON that is none', ...imported([{ at: '2026-01-01T00:00:00Z', x: 'Infinity' }]), 'BAD_USER_INPUT'],
  ['JSON nested 10,000 levels deep', ...imported(['100000 levels']), 'BAD_USER_INPUT'],
  ['JSON nested 65 levels deep', ...imported(['65 levels']), 'BAD_USER_INPUT'],
  ['a list of 50,001 entries', ...imported(Array.from({ length: 50_001 }, () => 0)), 'BAD_USER_INPUT'],
  ['250,001 values', ...imported(Array.from({ length: 50_000 }, () => [0, 0, 0, 0])), 'BAD_USER_INPUT'],
  [
    '5,001 different names of members',
    ...imported([Object.fromEntries(Array.from({ length: 5_001 }, (_, n) => [`m${n}`, null]))]),
    'BAD_USER_INPUT',
  ],
  ['lines numbered from 0 on', ...imported([{}], 0), 'LINE_MALFORMED'],
  ['lines numbered beyond 32 bits', ...imported([{}, {}], 2 ** 31 - 1), 'LINE_MALFORMED'],
  ['a subscription over HTTP', `subscription { programChanged(programId: "${P}") { entry { id } } }`, {}, 'BAD_USER_INPUT'],
  [
    'a weight written as 1e400',
    `mutation { planMilestone(input: { initiativeId: "${I}", title: "x", due: "2026-06-01", weight: 1e400 }) { userErrors { code } } }`,
    {},
    'BAD_USER_INPUT',
  ],
  [
    'history of 40,000 types',
    'query ($p: UUID!, $types: [String!]) { program(id: $p) { history(types: $types) { totalCount } } }',
    { p: P, types: Array.from({ length: 40_000 }, (_, i) => `T${i}`) },
    'BAD_USER_INPUT',
  ],
  ['NUL written into the query', `{ initiative(id: "${I}\\u0000") { id } }`, {}, 'BAD_USER_INPUT'],
  ['an empty name', ...charter({ name: ' ' }), 'TEXT_EMPTY'],
  ['an emphasis of all zeros', ...charter(phase({ leadership: 0, culture: 0, process: 0, technology: 0 })), 'EMPHASIS_INVALID'],
  ['an emphasis below zero', ...charter(phase({ leadership: -1, culture: 1, process: 1, technology: 1 })), 'EMPHASIS_INVALID'],
  ['a weight of 0', ...launch({ weight: 0 }), 'WEIGHT_INVALID'],
  ['a negative weight', ...launch({ weight: -1 }), 'WEIGHT_INVALID'],
  ['a weight of 1e308', ...launch({ weight: 1e308 }), 'WEIGHT_INVALID'],
  ['a weight that is no number', ...launch({ weight: 'NaN' }), 'BAD_USER_INPUT'],
  [
    '501 milestones',
    ...launch({ milestones: Array.from({ length: 501 }, () => ({ title: 'm', due: '2026-06-01' })) }),
    'TOO_MANY_MILESTONES',
  ],
  ['250 milestones with 4,000 characters of evidence', ...achieved('x'.repeat(4000), 250), 'EVENT_TOO_LARGE'],
  ['90 milestones with 4,000 characters of Chinese evidence', ...achieved('文'.repeat(4000), 90), 'EVENT_TOO_LARGE'],
  ['an unknown program', ...launch({ programId: newUuid() }), 'PROGRAM_NOT_FOUND'],
  [
    'an expected revision beyond 32 bits',
    'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { userErrors { code } } }',
    { input: { programId: P, name: 'x', expectedRevision: 2 ** 40 } },
    'BAD_USER_INPUT',
  ],
  ['a page of 101', '{ programs(first: 101) { nodes { id } } }', {}, 'BAD_PAGE_SIZE'],
  ['a page of -1', '{ programs(first: -1) { nodes { id } } }', {}, 'BAD_PAGE_SIZE'],
  ['a cursor of nothing', '{ programs(after: "x") { nodes { id } } }', {}, 'BAD_CURSOR'],
  [
    'a timeline of 1,001 dates',
    `{ program(id: "${P}") { balanceTimeline(from: "2020-01-01", to: "2026-09-01", every: DAY) { t } } }`,
    {},
    'TIMELINE_TOO_LONG',
  ],
  ['a balance in the future', `{ program(id: "${P}") { balance(on: "2199-01-01") { t } } }`, {}, 'DATE_IN_FUTURE'],
  ['50 levels', nested(16), {}, 'QUERY_TOO_COMPLEX'],
  [
    'program ↔ initiative four times over',
    `{ program(id: "${P}") ${'{ initiatives { nodes { program '.repeat(4)}{ id }${' } } }'.repeat(4)} }`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  [
    'milestones ↔ initiative, 500 times 500 times over',
    `{ initiative(id: "${LONG}") ${'{ milestones { initiative '.repeat(3)}{ id }${' } }'.repeat(3)} }`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  ['1,000 aliases', aliases, {}, 'QUERY_TOO_COMPLEX'],
  ['10,001 tokens', `{ viewer { person { ${'id '.repeat(10_001)}} } }`, {}, 'QUERY_TOO_COMPLEX'],
];

describe('bad input over HTTP', () => {
  // Each request is sent three times: the first is parsed, the second compiled, the third runs the compiled code.
  it.each(wrong)('%s', async (_what, query, variables, code) => {
    for (let time = 0; time < 3; time++) {
      const response = await api.post(verbatim(JSON.stringify({ query, variables })));
      const text = await response.text();
      expect([time, codesIn(JSON.parse(text) as Answer)]).toEqual([time, expect.arrayContaining([code])]);
      expect(codesIn(JSON.parse(text) as Answer).filter((other) => other === 'INTERNAL')).toEqual([]);
      expect(response.status).toBeLessThan(500);
      expect(text).not.toMatch(/\bat .*\.[jt]s:\d+/);
      expect(text.length).toBeLessThan(5_000);
    }
  });

  it('a page of more than 100 that is asked for by a variable counts as much as it asks for', async () => {
    const query = 'query ($n: Int) { programs(first: $n) { nodes { initiatives(first: $n) { nodes { milestones { id title } } } } } }';
    for (let time = 0; time < 4; time++) {
      expect((await api.ask(query, { n: 2 })).errors).toBeUndefined();
      expect(codesIn(await api.ask(query, { n: 100 }))).toEqual(['QUERY_TOO_COMPLEX']);
    }
  });

  it.each([
    [
      'a body of 10 MB',
      JSON.stringify({ query: '{ viewer { person { id } } }', variables: { x: 'x'.repeat(10_000_000) } }),
      {},
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['a body that is no JSON', '{', {}, 400, 'BAD_USER_INPUT'],
    ['a body that is a list', JSON.stringify([{ query: '{ viewer { person { id } } }' }]), {}, 400, 'BAD_USER_INPUT'],
    ['a member twice', '{"query":"{ viewer { person { id } } }","query":"{ __typename }"}', {}, 400, 'BAD_USER_INPUT'],
    ['a poisoned prototype', '{"query":"{ viewer { person { id } } }","variables":{"__proto__":{"a":1}}}', {}, 400, 'BAD_USER_INPUT'],
    ['a form', 'query={viewer{person{id}}}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'BAD_USER_INPUT'],
    ['a text', '{ viewer { person { id } } }', { 'content-type': 'text/plain' }, 415, 'BAD_USER_INPUT'],
    ['a query as application/graphql', '{ viewer { person { id } } }', { 'content-type': 'application/graphql' }, 415, 'BAD_USER_INPUT'],
  ])('%s', async (_what, body, headers, status, code) => {
    const response = await api.post(body, {}, headers);
    expect([response.status, codesIn((await response.json()) as Answer)]).toEqual([status, [code]]);
  });

  it('a body of 10 MB that is written to its end before the answer is read', async () => {
    const body = Buffer.alloc(10_000_000, ' ');
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, 'content-length': body.length };
    const sent = request(`${api.url}/graphql`, { method: 'POST', headers });
    const answered = new Promise<IncomingMessage>((resolve, reject) => sent.on('response', resolve).on('error', reject));
    const written = new Promise<void>((resolve) => sent.end(body, () => resolve()));
    const [answer] = await Promise.all([answered, written]);
    answer.resume();
    expect([answer.statusCode, answer.headers.connection]).toEqual([413, 'keep-alive']);
  });

  it('half of a surrogate pair in bytes that are no UTF-8', async () => {
    const [query, variables] = charter({ name: 'HALF' });
    const [before, after] = JSON.stringify({ query, variables }).split('HALF');
    const response = await api.post(Buffer.concat([Buffer.from(before!), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(after!)]));
    expect([response.status, codesIn((await response.json()) as Answer)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it.each([
    ['GBK', [0xb7, 0xfe, 0xce, 0xf1], /line 1, byte offset \d+: not UTF-8, but probably GB18030/],
    ['Latin-1', [0x43, 0x61, 0x66, 0xe9], /line 1, byte offset \d+: not UTF-8, but probably ISO-8859-1/],
  ])('a body in %s, with its probable encoding', async (_, bytes, message) => {
    const [query, variables] = charter({ name: 'NAME' });
    const [before, after] = JSON.stringify({ query, variables }).split('NAME');
    const response = await api.post(Buffer.concat([Buffer.from(before!), Buffer.from(bytes), Buffer.from(after!)]));
    const answer = (await response.json()) as Answer;
    expect([response.status, codesIn(answer), answer.errors?.[0]?.message]).toEqual([
      400,
      ['BAD_USER_INPUT'],
      expect.stringMatching(message),
    ]);
  });

  it('a body in UTF-16', async () => {
    const response = await api.post(Buffer.from(JSON.stringify({ query: '{ viewer { person { id } } }' }), 'utf16le'));
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('UTF-16LE')]);
  });

  it('a number that would become another one, in a variable and in a query', async () => {
    const [query, variables] = imported([{ x: 'LONG' }]);
    const response = await api.post(JSON.stringify({ query, variables }).replace('"LONG"', '20241231235959999'));
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('20241231235959999')]);
    const lines = (value: string): string =>
      `mutation { importStatusLines(input: { programId: "${P}", importedFrom: "f", firstLine: 1, lines: [${value}] }) { accepted } }`;
    for (const value of ['{x: 20241231235959999}', '{x: [0.10000000000000000555]}', '{milestones: [{release: 1.20}]}'])
      expect([value, codesIn(await api.ask(lines(value)))]).toEqual([value, ['BAD_USER_INPUT']]);
    expect(codesIn(await api.ask(lines('{x: 1.20, y: 7, milestones: [{release: 1.5}]}')))).toEqual([]);
  });

  it.each([
    ['a number that would become another one', '{"n":2.0000000000000000001}', '2.0000000000000000001'],
    ['bytes that are no UTF-8', '%7B%22n%22:2,%22x%22:%22%ff%22%7D', 'UTF-8'],
  ])('in an address, %s', async (_what, variables, said) => {
    const address = `${api.url}/graphql?query=query($n:Int!){programs(first:$n){totalCount}}&variables=${variables}`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}`, 'x-evenkeel-preflight': '1' } });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(said)]);
  });

  it('a body that cannot be read, in the media type that was asked for and without data', async () => {
    const response = await api.post('{', {}, { accept: 'application/graphql-response+json' });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/graphql-response+json; charset=utf-8']);
    expect(await response.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it.each<[method: string, path: string, status: number, code: string, allow: string | null]>([
    ['PUT', '/graphql', 405, 'METHOD_NOT_ALLOWED', 'GET, HEAD, POST'],
    ['OPTIONS', '/graphql?query=1', 405, 'METHOD_NOT_ALLOWED', 'GET, HEAD, POST'],
    ['DELETE', '/metrics', 405, 'METHOD_NOT_ALLOWED', 'GET, HEAD'],
    ['POST', '/health/live', 405, 'METHOD_NOT_ALLOWED', 'GET, HEAD'],
    ['GET', '/nowhere', 404, 'NOT_FOUND', null],
    ['POST', '/nowhere', 404, 'NOT_FOUND', null],
    ['GET', '/graphql/', 404, 'NOT_FOUND', null],
    ['GET', '/%zz', 404, 'NOT_FOUND', null],
  ])('%s %s, in the form of the other errors', async (method, path, status, code, allow) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    // A body that cannot be parsed: the request is refused without reading it.
    const response = await fetch(`${api.url}${path}`, { method, headers, ...(method === 'GET' ? {} : { body: '{' }) });
    const answer = (await response.json()) as Answer;
    expect([response.status, codesIn(answer), response.headers.get('allow')]).toEqual([status, [code], allow]);
    expect(answer).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
  });

  it('an unknown path, told in Chinese', async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'accept-language': 'zh-CN' };
    expect(await (await fetch(`${api.url}/nowhere`, { headers })).json()).toMatchObject({ errors: [{ message: '此地址没有内容。' }] });
  });

  it.each(['APPLICATION/JSON', 'Application/Json; charset=utf-8', 'application/JSON;CHARSET=UTF-8'])(
    'is not a body that calls itself %s',
    async (type) => {
      const response = await api.post(JSON.stringify({ query: '{ viewer { person { id } } }' }), {}, { 'content-type': type });
      expect([response.status, await response.json()]).toEqual([200, { data: { viewer: { person: { id: 'administrator' } } } }]);
    },
  );

  it('a mutation by GET', async () => {
    const query = encodeURIComponent(`mutation { renameProgram(input: { programId: "${P}", name: "got" }) { userErrors { code } } }`);
    const response = await fetch(`${api.url}/graphql?query=${query}`, {
      headers: { authorization: 'Bearer a-token-for-end-to-end-tests-only', 'x-evenkeel-preflight': '1' },
    });
    expect([response.status, codesIn((await response.json()) as Answer)]).toEqual([405, ['BAD_USER_INPUT']]);
  });

  it('is told in Chinese to whom reads Chinese', async () => {
    const { errors } = await api.ask('{ program(id: "x") { id } }', {}, { language: 'zh-CN' });
    expect(errors?.[0]?.message).toMatch(/^请求有误/);
  });

  it('is told what to do about what is too large to record', async () => {
    const [query, variables] = achieved('文'.repeat(4000), 90);
    const told = query.replace('{ code }', '{ code message retryable }');
    expect((await api.ask(told, variables, { language: 'zh-CN' })).data).toEqual({
      updateMilestones: {
        initiative: null,
        userErrors: [{ code: 'EVENT_TOO_LARGE', message: expect.stringMatching(/1 MiB.*分成几条命令/), retryable: false }],
      },
    });
    const { refusals } = await api.data<{ refusals: { code: string }[] }>('{ refusals { code } }');
    expect(refusals).toContainEqual({ code: 'EVENT_TOO_LARGE' });
  });

  it('has stored nothing', async () => {
    expect(await head()).toBe(stored);
  });
});

describe('without a token', () => {
  it.each(['/graphql', '/metrics', '/nothing', '/health', '/graphiqlx'])('%s answers 401', async (path) => {
    const response = await fetch(`${api.url}${path}`);
    expect([response.status, codesIn((await response.json()) as Answer)]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it.each([null, 'wrong', ''])('a query with the token %s is not read', async (token) => {
    const response = await api.post('{', { token, language: 'zh' });
    expect(response.status).toBe(401);
    expect(((await response.json()) as Answer).errors).toEqual([
      { message: expect.stringContaining('令牌'), extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it.each(['/health/live', '/health/ready', '/graphiql'])('%s is answered', async (path) => {
    const { status, body } = await fetch(`${api.url}${path}`);
    // An unread body would keep its connection open.
    await body!.cancel();
    expect(status).toBe(200);
  });

  it('whoever watches the process need not read the answer', async () => {
    expect((await fetch(`${api.url}/health/live`, { method: 'HEAD' })).status).toBe(200);
  });

  it('metrics are answered with one', async () => {
    const response = await fetch(`${api.url}/metrics`, { headers: { authorization: 'Bearer a-token-for-end-to-end-tests-only' } });
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringMatching(/^evenkeel_projection_behind_events\{projection="programs"\} 0$[^]*^evenkeel_events_passed_over 0$/m),
    ]);
  });

  it.each(['schedule', 'saga'])('metrics say at how many programs the %s fails', async (process) => {
    const response = await fetch(`${api.url}/metrics`, { headers: { authorization: 'Bearer a-token-for-end-to-end-tests-only' } });
    const text = await response.text();
    for (const name of ['evenkeel_failing_programs', 'evenkeel_program_failures'])
      expect(text).toContain(`${name}{process="${process}"} 0\n`);
  });
});
