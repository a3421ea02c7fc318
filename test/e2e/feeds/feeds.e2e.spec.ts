import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvObjects } from '#testing/csv.js';
import { SECRET, startMatrix, type Matrix, type Person } from '../access/matrix-people.js';
import { TOKEN } from '../api-under-test.js';

let matrix: Matrix;
const HOSTILE = '=HYPERLINK("http://x")';

beforeAll(async () => {
  matrix = await startMatrix();
  const { initiativeId, milestoneId } = matrix.beside;
  await matrix.api.mutate('retitleMilestone', { initiativeId, milestoneId, title: HOSTILE });
});
afterAll(() => matrix.api.close());

const basic = (password: string): string => `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;

interface Sent {
  readonly as?: Person | 'nobody';
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function get(path: string, { as, method = 'GET', headers = {} }: Sent = {}): Promise<Response> {
  const token = as === undefined ? TOKEN : as === 'nobody' ? undefined : matrix.tokens[as];
  return fetch(`${matrix.api.url}${path}`, { method, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers } });
}

/** The bytes as text: fetch itself would drop a byte order mark. */
const textOf = async (response: Response): Promise<string> => Buffer.from(await response.arrayBuffer()).toString('utf8');
const rowsAt = async (path: string, sent: Sent = {}): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await (await get(path, sent)).json()) as readonly Readonly<Record<string, unknown>>[];

const linesAt = async (path: string, sent: Sent = {}): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await textOf(await get(path, sent)))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

interface Dictionary {
  readonly feeds: readonly {
    readonly name: string;
    readonly addresses: readonly string[];
    readonly columns: readonly {
      readonly name: string;
      readonly type: string;
      readonly description: Record<string, string>;
      readonly values?: string[];
    }[];
    readonly parameters: readonly { readonly name: string; readonly description: Record<string, string> }[];
  }[];
}
const dictionary = async (): Promise<Dictionary> => (await (await get('/feeds')).json()) as Dictionary;

const FORMS: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  id: (value) => /^[0-9a-f-]{36}$/.test(String(value)),
  code: (value) => typeof value === 'string',
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)),
  instant: (value) => new Date(String(value)).toISOString() === value,
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  json: (value) => typeof value === 'object',
};

describe('the data dictionary', () => {
  it('describes in both languages what every feed gives', async () => {
    const { feeds } = await dictionary();
    for (const { name, addresses, columns, parameters } of feeds) {
      const [first, asJson] = addresses;
      const json = asJson === undefined ? await linesAt(first!) : await rowsAt(asJson);
      if (asJson !== undefined) expect([name, csvObjects((await textOf(await get(first!))).slice(1)).length]).toEqual([name, json.length]);
      expect(json.length).toBeGreaterThan(0);
      for (const row of json) expect(Object.keys(row)).toEqual(columns.map((column) => column.name));
      for (const { name: column, type, values } of columns)
        for (const row of json) {
          const value = row[column];
          if (value === null) continue;
          expect([column, value, FORMS[type]!(value)]).toEqual([column, value, true]);
          if (values) expect(values).toContain(value);
        }
      for (const { description } of [...columns, ...parameters]) {
        expect(description['en']).toMatch(/\.$/);
        expect(description['zh-CN']).toMatch(/\p{Script=Han}.*。$/u);
      }
    }
  });
});

describe('milestones', () => {
  it('are what GraphQL says of them', async () => {
    const [row] = await rowsAt(`/feeds/milestones.json?programs=${matrix.own.programId}&owners=owner`);
    const { milestone } = await matrix.api.data<{ milestone: Record<string, unknown> }>(
      `query($initiativeId: UUID!, $milestoneId: UUID!) { milestone(initiativeId: $initiativeId, id: $milestoneId) {
        id title weight state originalBaseline baseline forecast achievedOn slipDays
        initiative { title pillar owner { id name } program { name } } } }`,
      matrix.own,
    );
    expect(row).toMatchObject({
      milestone_id: milestone['id'],
      title: milestone['title'],
      weight: milestone['weight'],
      state: milestone['state'],
      original_baseline: milestone['originalBaseline'],
      baseline: milestone['baseline'],
      forecast: milestone['forecast'],
      achieved_on: milestone['achievedOn'],
      slip_days: milestone['slipDays'],
      reschedules: 1,
      last_reason: 'SCOPE',
    });
    expect(milestone['initiative']).toEqual({
      title: row!['initiative_title'],
      pillar: row!['pillar'],
      owner: { id: row!['owner_id'], name: row!['owner_name'] },
      program: { name: row!['program_name'] },
    });
  });

  it('open in a spreadsheet: a byte order mark, and nothing that runs', async () => {
    const response = await get('/feeds/milestones.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const text = await textOf(response);
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(csvObjects(text.slice(1)).map(({ title }) => title)).toContain(`'${HOSTILE}`);
    expect((await rowsAt('/feeds/milestones.json')).map(({ title }) => title)).toContain(HOSTILE);
  });

  it('were otherwise before', async () => {
    const path = `/feeds/milestones.json?asOf=${new Date(Date.parse('2026-01-01')).toISOString()}`;
    expect(await rowsAt(path)).toEqual([]);
    expect((await rowsAt(`/feeds/milestones.json?asOf=${new Date().toISOString().slice(0, 10)}`)).length).toBeGreaterThan(2);
  });
});

describe('initiatives, drift and history', () => {
  it('are what GraphQL says of them', async () => {
    const { programId } = matrix.own;
    const { program } = await matrix.api.data<{ program: Record<string, Record<string, unknown>[]> }>(
      `query($id: UUID!) { program(id: $id) {
        initiatives(first: 100) { nodes { id title pillar status weight owner { id } milestones { state } } }
        driftEpisodes(first: 100) { nodes { id kind pillar state openedOn } }
        history(first: 100) { nodes { id type occurredAt summary actor { id name } } } } }`,
      { id: programId },
    );
    const nodesOf = (name: string): Record<string, unknown>[] => (program[name] as unknown as { nodes: Record<string, unknown>[] }).nodes;
    const initiatives = await rowsAt(`/feeds/initiatives.json?programs=${programId}`);
    const shown = nodesOf('initiatives').map(({ id, title, pillar, status, weight, owner, milestones }) => ({
      initiative_id: id,
      ...{ title, pillar, status, weight },
      owner_id: (owner as { id: string } | null)?.id ?? null,
      milestones_planned: (milestones as { state: string }[]).filter(({ state }) => state === 'PLANNED').length,
    }));
    expect(shown.length).toBe(2);
    expect(initiatives).toEqual(expect.arrayContaining(shown.map((one) => expect.objectContaining(one))));
    expect(initiatives.length).toBe(shown.length);
    expect(await rowsAt(`/feeds/drift.json?programs=${programId}`)).toEqual(
      nodesOf('driftEpisodes').map(({ id, kind, pillar, state, openedOn }) =>
        expect.objectContaining({ episode_id: id, kind, pillar, state, opened_on: openedOn }),
      ),
    );
    const history = await rowsAt(`/feeds/history.json?programs=${programId}`);
    expect(
      history.map(({ event_id, type, occurred_at, summary, actor_id, actor_name }) => [
        event_id,
        type,
        occurred_at,
        summary,
        actor_id,
        actor_name,
      ]),
    ).toEqual(
      nodesOf('history').map(({ id, type, occurredAt, summary, actor }) => {
        const { id: actorId, name } = actor as { id: string; name: string | null };
        return [id, type, occurredAt, summary, actorId, name];
      }),
    );
  });

  it('are filtered', async () => {
    const { programId } = matrix.own;
    const count = async (path: string): Promise<number> => (await rowsAt(path)).length;
    expect(await count('/feeds/initiatives.json?pillars=PROCESS')).toBe(1);
    expect(await count('/feeds/initiatives.json?unowned=true&statuses=ACTIVE')).toBe(2);
    expect(await count('/feeds/initiatives.json?owners=owner&pillars=culture,process')).toBe(1);
    expect(await count(`/feeds/initiatives.json?programs=${programId}&statuses=PAUSED`)).toBe(0);
    expect(await count('/feeds/initiatives.json?forecastFrom=2027-06-15')).toBe(1);
    expect(await count('/feeds/milestones.json?forecastFrom=2027-06-15')).toBe(1);
    expect(await count('/feeds/milestones.json?slipDaysAtLeast=200&slipDaysAtMost=212')).toBe(1);
    expect(await count('/feeds/milestones.json?search=BESID')).toBe(1);
    expect(await count('/feeds/milestones.json?search=eside')).toBe(0);
    expect(await count('/feeds/milestones.json?search=hyper')).toBe(1);
    expect(await count('/feeds/initiatives.json?search=own%20INIT')).toBe(1);
    expect(await count('/feeds/milestones.json?achievedFrom=2020-01-01')).toBe(0);
    expect(await count('/feeds/milestones.json?changedSince=2199-01-01T00:00:00Z')).toBe(0);
    expect(await count('/feeds/drift.json')).toBeGreaterThan(0);
    expect(await count('/feeds/drift.json?states=CLOSED')).toBe(0);
    expect(await count('/feeds/drift.json?kinds=LATE')).toBe(0);
    expect(await count('/feeds/drift.json?acknowledged=true')).toBe(0);
    expect(await count('/feeds/drift.json?acknowledged=false')).toBe(await count('/feeds/drift.json'));
    const drifting = await rowsAt('/feeds/programs.json?hasOpenDrift=true');
    expect(drifting.length).toBeGreaterThan(0);
    expect(drifting.map(({ open_drift }) => open_drift)).not.toContain(0);
    const calm = await rowsAt('/feeds/programs.json?hasOpenDrift=false');
    expect(calm.length + drifting.length).toBe(await count('/feeds/programs.json'));
    expect(new Set(calm.map(({ open_drift }) => open_drift))).toEqual(new Set(calm.length > 0 ? [0] : []));
    expect(await count(`/feeds/history.json?programs=${programId}&types=ProgramChartered`)).toBe(1);
    expect(await count('/feeds/history.json?actors=nobody')).toBe(0);
    // Its launch with its milestone, a move, a proposal, and nothing of the initiative beside.
    const of = `/feeds/history.json?initiatives=${matrix.own.initiativeId}`;
    expect(new Set((await rowsAt(of)).map(({ initiative_id }) => initiative_id))).toEqual(new Set([matrix.own.initiativeId]));
    const ofMilestone = await rowsAt(`/feeds/history.json?milestoneId=${matrix.own.milestoneId}`);
    expect(ofMilestone.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['MilestonePlanned', 'MilestoneRescheduled', 'RebaselineProposed']),
    );
    expect(ofMilestone.map(({ type }) => type)).not.toContain('InitiativeLaunched');
    expect(new Set(ofMilestone.map(({ program_id }) => program_id))).toEqual(new Set([matrix.own.programId]));
    expect(await count('/feeds/drift.json?closedFrom=2020-01-01')).toBe(0);
    expect(await count(`/feeds/history.json?occurredTo=2020-01-01T00:00:00Z`)).toBe(0);
  });

  it('say in the language of the reader what happened', async () => {
    const [row] = await rowsAt(`/feeds/history.json?programs=${matrix.own.programId}`, { headers: { 'accept-language': 'zh-CN' } });
    expect(row!['summary']).toMatch(/^立项“Own”/);
  });
});

describe('programs and balance', () => {
  it('are what GraphQL says of them', async () => {
    const { portfolio, balanceSeries } = await matrix.api.data<Record<string, Record<string, unknown>[]>>(
      `query($id: UUID!) {
        portfolio(programs: [$id]) { programId name on d t grade { level nameZh } weakest openDrift overdue unowned lastUpdate nextGate { endsOn } }
        balanceSeries(programId: $id, from: "2026-10-01", to: "2026-11-01", perspective: AS_KNOWN_NOW) { on pillar standing behindDays cause d t level } }`,
      { id: matrix.own.programId },
    );
    const [row] = await rowsAt(`/feeds/programs.json?programs=${matrix.own.programId}&perspective=AS_KNOWN_NOW`);
    const { grade, nextGate, ...of } = portfolio![0]! as Record<string, Record<string, unknown> | undefined>;
    expect(row).toMatchObject({
      ...{
        program_id: of['programId'],
        program_name: of['name'],
        on: of['on'],
        balance: of['d'],
        standing: of['t'],
        weakest: of['weakest'],
      },
      ...{ level: grade!['level'], grade_zh: grade!['nameZh'], next_gate: nextGate!['endsOn'], open_drift: of['openDrift'] },
      ...{ milestones_overdue: of['overdue'], initiatives_unowned: of['unowned'], last_update: of['lastUpdate'] },
    });
    const series = await rowsAt(
      `/feeds/balance.json?programs=${matrix.own.programId}&from=2026-10-01&to=2026-11-01&perspective=AS_KNOWN_NOW`,
    );
    expect(balanceSeries!.length).toBe(20);
    expect(
      series.map(({ on: date, pillar, standing, behind_days, cause, balance, mean_standing, level }) => [
        date,
        pillar,
        standing,
        behind_days,
        cause,
        balance,
        mean_standing,
        level,
      ]),
    ).toEqual(
      balanceSeries!.map(({ on: date, pillar, standing, behindDays, cause, d: balance, t: mean, level }) => [
        date,
        pillar,
        standing,
        behindDays,
        cause,
        balance,
        mean,
        level,
      ]),
    );
  });

  it('judge alike if no perspective is asked for: as evaluations do', async () => {
    const [row] = await rowsAt(`/feeds/programs.json?programs=${matrix.own.programId}`);
    const of = (perspective: string) =>
      rowsAt(`/feeds/balance.json?programs=${matrix.own.programId}&from=${String(row!['on'])}${perspective}`);
    const [usual, then, now] = [await of(''), await of('&perspective=AS_KNOWN_THEN'), await of('&perspective=AS_KNOWN_NOW')];
    expect(usual).toEqual(then);
    expect(usual.map(({ balance }) => balance)).toEqual(Array(4).fill(row!['balance']));
    expect(now[0]!['balance']).not.toBe(row!['balance']);
  });

  it('have no row for days that have not begun', async () => {
    const days = (await rowsAt('/feeds/balance.json?from=2026-01-01&to=2199-01-01&every=MONTH&perspective=AS_KNOWN_NOW')).map(({ on }) =>
      String(on),
    );
    expect(days.length).toBeGreaterThan(8);
    expect(days.toSorted().at(-1)! <= new Date().toISOString().slice(0, 10)).toBe(true);
    expect((await rowsAt('/feeds/programs.json?status=CLOSED')).length).toBe(0);
  });
});

describe('an export of events', () => {
  it('goes on where the last one ended, and is whole', async () => {
    const all = await linesAt('/feeds/events.ndjson');
    const positions = all.map(({ position }) => String(position));
    expect(positions).toEqual(positions.toSorted());
    expect(new Set(all.map(({ metadata }) => (metadata as { programId: string }).programId))).toEqual(
      new Set([matrix.own.programId, matrix.other.programId]),
    );
    const middle = all[10]!['id'] as string;
    expect(await linesAt(`/feeds/events.ndjson?after=${middle}`)).toEqual(all.slice(11));
    expect(await linesAt(`/feeds/events.ndjson?after=${String(all.at(-1)!['id'])}`)).toEqual([]);
    const own = await linesAt('/feeds/events.ndjson', { as: 'pmo' });
    expect(own).toEqual(all.filter(({ metadata }) => (metadata as { programId: string }).programId === matrix.own.programId));
    expect((await linesAt('/feeds/events.ndjson?types=ProgramChartered')).length).toBe(2);
  });

  it('does not go on after an event that is not there, or not to be seen', async () => {
    for (const [id, as] of [
      ['018f3f3e-0000-7000-8000-000000000000', 'administrator-of-all'],
      [matrix.other.eventId, 'pmo'],
    ] as const) {
      const response = await get(`/feeds/events.ndjson?after=${id}`, { as });
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'STALE_POSITION' } }] });
      expect(response.status).toBe(400);
    }
  });
});

describe('who may see a program', () => {
  it('sees it in a feed, and nobody else does', async () => {
    const { feeds } = await dictionary();
    for (const { addresses } of feeds)
      for (const address of addresses) {
        const [own, other] = await Promise.all((['pmo', 'pmo-of-other'] as const).map(async (as) => textOf(await get(address, { as }))));
        expect([address, own!.includes(SECRET), other!.includes(matrix.own.programId)]).toEqual([address, false, false]);
        expect([address, own!.includes(matrix.own.programId), other!.includes(matrix.other.programId)]).toEqual([address, true, true]);
      }
    expect(await rowsAt('/feeds/milestones.json', { as: 'stranger' })).toEqual([]);
  });
});

describe('a tool', () => {
  it('that knows only Basic is asked for it, and may then read', async () => {
    const refused = await get('/feeds/milestones.csv', { as: 'nobody' });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Evenkeel", charset="UTF-8"']);
    await refused.body!.cancel();
    for (const path of ['/feeds', '/feeds/', '/feeds/milestones.csv']) {
      const read = await get(path, { as: 'nobody', headers: { authorization: basic(matrix.tokens.pmo) } });
      expect([path, read.status]).toEqual([path, 200]);
      await read.body!.cancel();
    }
    const wrong = await get('/feeds', { as: 'nobody', headers: { authorization: basic('wrong') } });
    expect(wrong.status).toBe(401);
    await wrong.body!.cancel();
  });

  it('that asks for the head first gets the headers of the whole', async () => {
    const head = await get('/feeds/milestones.csv', { method: 'HEAD' });
    const whole = await get('/feeds/milestones.csv');
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    await whole.body!.cancel();
    for (const name of ['content-type', 'etag', 'last-modified', 'accept-ranges', 'content-disposition', 'cache-control', 'vary'])
      expect([name, head.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
    expect(new Date(head.headers.get('last-modified')!).getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('that asks for a range gets the whole', async () => {
    const part = await get('/feeds/milestones.csv', { headers: { range: 'bytes=0-99' } });
    expect([part.status, part.headers.get('content-range'), part.headers.get('accept-ranges')]).toEqual([200, null, 'none']);
    expect((await textOf(part)).length).toBeGreaterThan(100);
  });

  it('that has the rows already gets no more of them, until they change', async () => {
    const etagOf = async (path: string, sent: Sent = {}): Promise<string> => {
      const { headers, body } = await get(path, sent);
      await body!.cancel();
      return headers.get('etag')!;
    };
    const path = '/feeds/milestones.csv';
    const etag = await etagOf(path);
    const known = { headers: { 'if-none-match': etag } };
    expect((await get(path, known)).status).toBe(304);
    const others = [
      await etagOf(path, { as: 'pmo' }),
      await etagOf(`${path}?pillars=CULTURE`),
      await etagOf('/feeds/milestones.json'),
      await etagOf(path, { headers: { 'accept-language': 'zh-CN' } }),
    ];
    expect(new Set([etag, ...others]).size).toBe(5);
    const { initiativeId, milestoneId } = matrix.own;
    await matrix.api.mutate('confirmForecast', { initiativeId, milestoneId });
    const later = await etagOf(path, known);
    expect(later).not.toBe(etag);
    await matrix.api.data('mutation { setPersonName(input: { personId: "owner", name: "Renamed" }) { userErrors { code } } }');
    expect(await etagOf(path, { headers: { 'if-none-match': later } })).not.toBe(later);
  });

  it.each([
    ['/feeds/milestones.csv?pillarz=CULTURE', 400, 'FEED_PARAMETER_UNKNOWN', /\(pillarz\)/],
    ['/feeds/milestones.csv?pillars=LUCK', 400, 'FEED_PARAMETER_WRONG', /pillars: LEADERSHIP, CULTURE/],
    ['/feeds/milestones.csv?asOf=2199-01-01', 400, 'DATE_IN_FUTURE', /晚于今天/],
    ['/feeds/milestones.xlsx', 404, 'NOT_FOUND', /地址/],
    ['/feeds/nothing.csv', 404, 'NOT_FOUND', /地址/],
    ['/feeds/milestones.csv.csv', 404, 'NOT_FOUND', /地址/],
  ])('that asks wrongly is told what is wrong: %s', async (path, status, code, message) => {
    const response = await get(path, { headers: { 'accept-language': 'zh-CN' } });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect([response.status, errors[0]!.extensions.code, response.headers.get('etag')]).toEqual([status, code, null]);
    expect(errors[0]!.message).toMatch(message);
  });

  it('that asks for many at once gets each in its turn', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => rowsAt('/feeds/milestones.json', { as: 'pmo' })));
    for (const rows of all) expect(rows).toEqual(all[0]);
    expect(all[0]!.length).toBeGreaterThan(0);
  });

  it('may write the address in any way', async () => {
    expect((await rowsAt('/feeds/milestones%2Ejson')).length).toBeGreaterThan(2);
  });

  it('cannot write', async () => {
    const response = await get('/feeds/milestones.csv', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    await response.body!.cancel();
  });
});
