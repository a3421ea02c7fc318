import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { newUuid } from '#event-sourcing/uuid.js';
import { ApiUnderTest, TOKEN } from '../api-under-test.js';

let api: ApiUnderTest;
let programId: string;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  programId = newUuid();
  await mutate('charterProgram', { id: programId, name: 'Service desk', sponsorId: 'li', startsOn: '2026-01-01', endsOn: '2027-12-31' });
});
afterAll(() => api.close());

/** An answer whose members are read without being declared. */
type Loose = string & { readonly [member: string]: Loose };

interface Sent {
  readonly cookie?: string;
  readonly token?: string;
  readonly origin?: string | null;
  readonly language?: string;
  readonly headers?: Record<string, string>;
}

const headersOf = ({ cookie, token, origin, language, headers }: Sent): Record<string, string> => ({
  'content-type': 'application/json',
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  ...(cookie ? { cookie, ...(origin === null ? {} : { origin: origin ?? api.url }) } : {}),
  ...(language ? { 'accept-language': language } : {}),
  ...headers,
});

async function ask(query: string, variables: object = {}, sent: Sent = { token: TOKEN }) {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: headersOf(sent),
    body: JSON.stringify({ query, variables }),
  });
  return {
    status: response.status,
    ...((await response.json()) as { data?: Record<string, Loose>; errors?: { extensions: { code: string } }[] }),
  };
}

async function mutate(name: string, input: object, shows = 'userErrors { code field }', sent?: Sent): Promise<Record<string, Loose>> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${shows} } }`, { input }, sent);
  if (errors) throw new Error(errors.map(({ extensions }) => extensions.code).join());
  return data![name]!;
}

const invited = async (name: string, input: object = {}, sent?: Sent): Promise<{ link: string; id: string }> => {
  const { link, account, userErrors } = await mutate(
    'invitePerson',
    { name, ...input },
    'link account { person { id } } userErrors { code }',
    sent,
  );
  expect(userErrors).toEqual([]);
  return { link: link!, id: account!['person']!['id']! };
};

const page = (address: string, sent: Sent = {}, method = 'GET'): Promise<Response> => {
  const headers = { ...headersOf(sent), 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(address, { method, headers, redirect: 'manual' });
};
const press = (address: string, sent: Sent = {}): Promise<Response> =>
  page(address, { ...sent, headers: { origin: api.url, ...sent.headers } }, 'POST');

const cookieOf = (response: Response): string => response.headers.get('set-cookie')!.split(';', 1)[0]!;

async function signedIn(name: string, input: object = {}): Promise<{ cookie: string; id: string }> {
  const { link, id } = await invited(name, input);
  const response = await press(link);
  await response.text();
  return { cookie: cookieOf(response), id };
}

const viewer = async (sent: Sent): Promise<string | number> => {
  const { status, data } = await ask('{ viewer { person { id } } }', {}, sent);
  return data ? data['viewer']!['person']!['id']! : status;
};

describe('an invitation', () => {
  it('shows who invites and what for, consumes nothing, and signs in by its button', async () => {
    const { link, id } = await invited('王芳', { email: 'wang@example.com', roles: [{ programId, role: 'PMO' }] });
    for (const language of ['zh-CN', 'en']) {
      const shown = await page(link, { language });
      const text = await shown.text();
      expect([shown.status, shown.headers.get('set-cookie')]).toEqual([200, null]);
      expect(text).toContain(language === 'en' ? 'The administrator invites you to Evenkeel' : '系统管理员邀请您使用 Evenkeel');
      expect(text).toMatch(language === 'en' ? /Service desk<\/span><span>PMO/ : /Service desk<\/span><span>PMO/);
      const policy = shown.headers.get('content-security-policy');
      expect(policy).toContain("frame-ancestors 'none'");
      // Browsers drop a style whose hash is another one.
      const [, style] = /<style>(.*)<\/style>/s.exec(text)!;
      expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style!).digest('base64')}'`);
      expect(shown.headers.get('referrer-policy')).toBe('same-origin');
    }
    const pressed = await press(link);
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/']);
    expect(pressed.headers.get('set-cookie')).toMatch(/^evenkeel=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
    const cookie = cookieOf(pressed);
    expect(await viewer({ cookie })).toBe(id);
    const welcome = await (await page(`${api.url}/welcome`, { cookie, language: 'zh' })).text();
    expect(welcome).toContain('王芳，您已登录');
    expect(welcome).toContain('Service desk');
    for (const again of [await page(link), await press(link)]) {
      expect(again.status).toBe(410);
      expect(await again.text()).toContain('LINK_USED');
    }
  });

  it.each([
    ['x'.repeat(43), 404, 'LINK_UNKNOWN'],
    ['half', 404, 'LINK_MALFORMED'],
    ['%3Cscript%3E', 404, 'LINK_MALFORMED'],
  ])('that is wrong says so: %s', async (secret, status, code) => {
    for (const answer of [await page(`${api.url}/invitation/${secret}`), await press(`${api.url}/invitation/${secret}`)]) {
      const text = await answer.text();
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([status, null]);
      expect(text).toContain(code);
      expect(text).not.toContain('<script');
    }
  });

  it.each([
    ['/my-work', '/my-work'],
    ['//evil.example/my-work', '/'],
    ['https://evil.example', '/'],
  ])('leads on to %s as %s', async (next, page) => {
    const { link } = await invited('Ann');
    const pressed = await press(`${link}?next=${encodeURIComponent(next)}`);
    await pressed.text();
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, page]);
  });

  it('cannot be accepted by a page of another site', async () => {
    const { link } = await invited('Ann');
    for (const origin of ['https://evil.example', 'null']) {
      const answer = await press(link, { headers: { origin } });
      expect([answer.status, ((await answer.json()) as { errors: { extensions: object }[] }).errors[0]!.extensions]).toEqual([
        403,
        { code: 'CROSS_ORIGIN' },
      ]);
    }
    const answer = await page(link, {}, 'POST');
    expect(answer.status).toBe(403);
    await answer.text();
    expect((await press(link)).status).toBe(303);
  });

  it('is taken back by who made it, and replaced by a newer link', async () => {
    const { link, id } = await invited('Bo');
    const { data } = await ask('{ invitations { id person { id } } }');
    const open = data!['invitations'] as unknown as { id: string; person: { id: string } }[];
    const { id: invitation } = open.find(({ person }) => person.id === id)!;
    expect(await mutate('revokeInvitation', { id: invitation }, 'done')).toEqual({ done: true });
    expect((await press(link)).status).toBe(410);
    const { link: newer } = await mutate('makeLink', { personId: id }, 'link');
    expect((await press(newer!)).status).toBe(303);
    expect(await mutate('revokeInvitation', { id: 'nothing' }, 'userErrors { code }')).toEqual({
      userErrors: [{ code: 'INVITATION_NOT_FOUND' }],
    });
  });

  it('stores nothing where anything of it is refused', async () => {
    const people = async (): Promise<number> => {
      const { data } = await ask('{ accounts(first: 100) { accounts { person { id } } } }');
      return (data!['accounts'] as unknown as { accounts: object[] }).accounts.length;
    };
    await invited('Capital', { email: 'Plus+One@例子.example' });
    const before = await people();
    const closed = newUuid();
    await mutate('charterProgram', { id: closed, name: 'Closed', sponsorId: 'li', startsOn: '2026-01-01', endsOn: '2027-12-31' });
    await mutate('closeProgram', { programId: closed, reason: 'over' });
    const revision = async () =>
      (await ask('query($id: UUID!) { program(id: $id) { revision } }', { id: programId })).data!['program']!['revision'];
    const recorded = await revision();
    const wrong: [object, string, string[]][] = [
      [{ name: ' ' }, 'TEXT_EMPTY', ['name']],
      [{ email: 'nobody' }, 'EMAIL_INVALID', ['email']],
      [{ email: 'plus+one@xn--fsqu00a.example' }, 'EMAIL_TAKEN', ['email']],
      [{ roles: [{ programId: newUuid(), role: 'PMO' }] }, 'PROGRAM_NOT_FOUND', ['roles', '0', 'programId']],
      [
        {
          roles: [
            { programId, role: 'PMO' },
            { programId: closed, role: 'PMO' },
          ],
        },
        'PROGRAM_CLOSED',
        ['roles', '1', 'programId'],
      ],
      [
        {
          roles: [
            { programId, role: 'PMO' },
            { programId, role: 'AUDITOR', endsOn: '2020-01-01' },
          ],
        },
        'ROLE_ENDS_IN_PAST',
        ['roles', '1', 'endsOn'],
      ],
      [{ personId: 'administrator-2', name: 'x', email: 'x' }, 'EMAIL_INVALID', ['email']],
    ];
    for (const [input, code, field] of wrong)
      expect(await mutate('invitePerson', { name: 'Nobody', ...input }, 'link userErrors { code field }')).toEqual({
        link: null,
        userErrors: [{ code, field }],
      });
    expect(await people()).toBe(before);
    expect(await revision()).toBe(recorded);
    // A name that history showed before is neither changed nor lost.
    await mutate('setPersonName', { personId: 'p-known', name: 'Wu' });
    const roles = [{ programId, role: 'AUDITOR', endsOn: '2020-01-01' }];
    await mutate('invitePerson', { personId: 'p-known', name: 'Wu Wei', roles });
    const nameOf = 'query { securityLog(personId: "p-known") { entries { act about { name } } } }';
    expect((await ask(nameOf)).data!['securityLog']).toEqual({ entries: [{ act: 'NAME_CHANGED', about: { name: 'Wu' } }] });
    // Invited under another name: the log says so.
    await mutate('invitePerson', { personId: 'p-known', name: 'Wu Wei' });
    expect(JSON.stringify((await ask(nameOf.replace('about { name }', 'details'))).data)).toContain('{"from":"Wu","to":"Wu Wei"}');
    const { data } = await ask('query($id: UUID!) { program(id: $id) { members { role until } } }', { id: programId });
    expect(
      (data!['program'] as unknown as { members: { until: string | null }[] }).members.filter(({ until }) => until === null),
    ).toHaveLength(2);
  });
});

describe('a person who gains a role for the installation', () => {
  it('signs in anew: what was open before may be in the hands of whoever invited them', async () => {
    const { link, id } = await invited('Late', { roles: [{ programId, role: 'OWNER' }] });
    const { cookie, id: other } = await signedIn('Also late', { roles: [{ programId, role: 'OWNER' }] });
    for (const personId of [id, other])
      expect(await mutate('setInstallationRoles', { personId, roles: ['ADMINISTRATOR'] }, 'account { roles }')).toEqual({
        account: { roles: ['ADMINISTRATOR'] },
      });
    expect((await press(link)).status).toBe(410);
    expect(await viewer({ cookie })).toBe(401);
    const { link: anew } = await mutate('makeLink', { personId: id }, 'link');
    const administrator = cookieOf(await press(anew!));
    expect(await mutate('setInstallationRoles', { personId: id, roles: [] }, 'account { roles }')).toEqual({ account: { roles: [] } });
    // Losing one ends no session.
    expect(await viewer({ cookie: administrator })).toBe(id);
  });
});

describe('a session', () => {
  it('gets its cookie anew, so that it lasts for 30 days after the last visit', async () => {
    const { cookie } = await signedIn('Bao');
    const renewed = async () => (await page(`${api.url}/welcome`, { cookie })).headers.get('set-cookie');
    expect(await renewed()).toBe(`${cookie}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax`);
    expect(await renewed()).toBeNull();
  });

  it('needs the origin of Evenkeel for everything but reading', async () => {
    const { cookie, id } = await signedIn('Cai');
    const renamed = 'mutation { setPersonName(input: { personId: "' + id + '", name: "Cai Hong" }) { userErrors { code } } }';
    for (const origin of ['https://evil.example', null]) {
      const { status, errors } = await ask(renamed, {}, { cookie, origin });
      expect([status, errors?.[0]?.extensions.code]).toEqual([403, 'CROSS_ORIGIN']);
    }
    expect(await ask(renamed, {}, { cookie })).toMatchObject({ status: 200 });
    const asText = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { cookie, origin: api.url, 'content-type': 'text/plain' },
      body: JSON.stringify({ query: renamed }),
    });
    expect(asText.status).toBe(415);
    await asText.text();
  });

  it('is listed, ended, and ended everywhere', async () => {
    const { cookie, id } = await signedIn('Dan');
    const device = await page(`${api.url}/device-link`, { cookie, headers: { origin: api.url } }, 'POST');
    const [link] = /http[^<]*\/invitation\/[\w-]{43}/.exec(await device.text())!;
    expect(await (await page(link)).text()).toContain('Dan, sign in on this device');
    const second = cookieOf(await press(link));
    expect(await viewer({ cookie: second })).toBe(id);
    const { data } = await ask('{ viewer { sessions { id isCurrent device } } }', {}, { cookie });
    const { sessions } = data!['viewer'] as unknown as { sessions: { id: string; isCurrent: boolean }[] };
    expect(sessions.map(({ isCurrent }) => isCurrent).toSorted()).toEqual([false, true]);
    const other = sessions.find(({ isCurrent }) => !isCurrent)!;
    expect(await mutate('endSession', { id: other.id }, 'done', { cookie })).toEqual({ done: true });
    expect([await viewer({ cookie: second }), await viewer({ cookie })]).toEqual([401, id]);
    await ask('mutation { signOutEverywhere { done } }', {}, { cookie });
    expect(await viewer({ cookie })).toBe(401);
    const out = await page(`${api.url}/welcome`, { cookie });
    expect([out.status, await out.text()]).toEqual([401, expect.stringContaining('You are not signed in')]);
  });

  it('opens sockets for pages of Evenkeel alone, and they close when it ends', async () => {
    const { cookie } = await signedIn('Fay');
    const socketFrom = (origin: string): WebSocket =>
      new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { cookie, origin } });
    const refused = await new Promise((resolve) =>
      socketFrom('https://evil.example').once('unexpected-response', (_, { statusCode }) => resolve(statusCode)),
    );
    expect(refused).toBe(403);
    const socket = socketFrom(api.url);
    const [acknowledged, closed] = [once(socket, 'message'), once(socket, 'close')];
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    expect(String((await acknowledged)[0])).toContain('connection_ack');
    await (await press(`${api.url}/sign-out`, { cookie })).text();
    expect((await closed)[0]).toBe(4401);
  });

  it('is signed out by its button', async () => {
    const { cookie } = await signedIn('Eve');
    const out = await press(`${api.url}/sign-out`, { cookie });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('Max-Age=0')]);
    expect(await viewer({ cookie })).toBe(401);
  });

  it('is nobody’s where it is malformed or made up', async () => {
    for (const cookie of ['evenkeel=', 'evenkeel=x', `evenkeel=${'x'.repeat(43)}`, `__Host-evenkeel=${'x'.repeat(43)}`])
      expect(await viewer({ cookie })).toBe(401);
  });
});

describe('an access token', () => {
  it('reads or writes within its scope, for its owner, until it is revoked', async () => {
    const { cookie, id } = await signedIn('Fei', { roles: [{ programId, role: 'PMO' }] });
    const make = (input: object) =>
      mutate('makeAccessToken', input, 'token accessToken { id usedAt } userErrors { code field }', { cookie });
    const other = newUuid();
    await mutate('charterProgram', { id: other, name: 'Another', sponsorId: 'li', startsOn: '2026-01-01', endsOn: '2027-12-31' });
    expect(await make({ name: 'hidden', programIds: [programId, other] })).toMatchObject({
      token: null,
      userErrors: [{ code: 'PROGRAM_NOT_FOUND', field: ['programIds', '1'] }],
    });
    await mutate('grantRole', { programId: other, personId: id, role: 'AUDITOR' });
    const { token: reading } = await make({ name: 'Excel' });
    const { token: elsewhere } = await make({ name: 'another program', write: true, programIds: [other] });
    const { token: writing, accessToken } = await make({ name: 'script', write: true });
    const rename = async (token: string) => {
      const query = 'mutation($id: UUID!) { renameProgram(input: { programId: $id, name: "Service desk" }) { userErrors { code } } }';
      const { data, errors } = await ask(query, { id: programId }, { token });
      return (
        errors?.[0]?.extensions.code ??
        (data!['renameProgram'] as unknown as { userErrors: { code: string }[] }).userErrors[0]?.code ??
        'done'
      );
    };
    expect(await viewer({ token: reading! })).toBe(id);
    expect([await rename(reading!), await rename(elsewhere!), await rename(writing!)]).toEqual(['FORBIDDEN', 'PROGRAM_NOT_FOUND', 'done']);
    const { data } = await ask('{ programs { totalCount } viewer { tokens { name write } } }', {}, { token: elsewhere! });
    expect(data).toMatchObject({ programs: { totalCount: 1 } });
    await expect(mutate('makeAccessToken', { name: 'more' }, 'token', { token: writing! })).rejects.toThrow('FORBIDDEN');
    await expect(mutate('makeLink', {}, 'link', { token: writing! })).rejects.toThrow('FORBIDDEN');
    const charter = { name: 'Escaped', sponsorId: 'li', startsOn: '2026-01-01', endsOn: '2027-12-31' };
    await expect(mutate('charterProgram', charter, 'userErrors { code }', { token: elsewhere! })).rejects.toThrow('FORBIDDEN');
    for (const token of [reading!, writing!]) {
      const link = await page(`${api.url}/device-link`, { token }, 'POST');
      expect([link.status, await link.text()]).toEqual([403, expect.not.stringContaining('/invitation/')]);
    }
    await mutate('revokeAccessToken', { id: accessToken!['id'] }, 'userErrors { code }', { cookie });
    expect(await viewer({ token: writing! })).toBe(401);
    expect(await make({ name: 'late', expiresAt: '2020-01-01T00:00:00Z' })).toMatchObject({
      userErrors: [{ code: 'EXPIRY_IN_PAST', field: ['expiresAt'] }],
    });
  });

  it('is refused without a look-up after too many failures, but a valid one that is known goes on', async () => {
    const { cookie } = await signedIn('Gao');
    const { token } = await mutate('makeAccessToken', { name: 'known' }, 'token', { cookie });
    expect(await viewer({ token: token! })).not.toBe(401);
    const forged = `${token!.slice(0, -43)}${'x'.repeat(43)}`;
    const statuses: (string | number)[] = [];
    for (let n = 0; n < 12; n++) statuses.push(await viewer({ token: forged }));
    expect(statuses.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 401));
    expect(statuses[11]).toBe(429);
    expect(await viewer({ token: token! })).not.toBe(429);
  });
});

describe('a person who leaves', () => {
  it('loses access at once, keeps history, and hands over what they answer for', async () => {
    const { cookie, id } = await signedIn('Hu', { roles: [{ programId, role: 'AUDITOR' }] });
    const { id: successor } = await signedIn('Ines');
    const initiativeId = newUuid();
    await mutate('launchInitiative', {
      id: initiativeId,
      programId,
      pillar: 'PROCESS',
      title: 'Desk',
      ownerId: id,
      milestones: [{ title: 'M', due: '2026-12-31' }],
    });
    await mutate('assignPillarLead', { programId, pillar: 'TECHNOLOGY', personId: id });
    const owns = async (person: string) => {
      const query =
        'query($id: PersonId!) { account(personId: $id) { responsibilities { program { id } initiatives { id } leads roles } } }';
      const { data } = await ask(query, { id: person });
      return (data!['account'] as unknown as { responsibilities: object[] }).responsibilities;
    };
    const all = [{ program: { id: programId }, initiatives: [{ id: initiativeId }], leads: ['TECHNOLOGY'], roles: ['AUDITOR'] }];
    expect(await owns(id)).toEqual(all);
    expect(await mutate('deactivatePerson', { personId: id }, 'account { deactivatedAt }')).toMatchObject({
      account: { deactivatedAt: expect.any(String) },
    });
    expect(await viewer({ cookie })).toBe(401);
    const commandId = newUuid();
    for (let time = 0; time < 2; time++)
      expect(await mutate('handOver', { fromId: id, toId: successor, commandId }, 'items { command code } userErrors { code }')).toEqual({
        items: time ? [] : ['AssignOwner', 'AssignPillarLead', 'GrantRole', 'RevokeRole'].map((command) => ({ command, code: null })),
        userErrors: [],
      });
    expect([await owns(id), await owns(successor)]).toEqual([[], all]);
    for (const [input, code, field] of [
      [{ toId: id }, 'SUCCESSOR_IS_SAME', 'toId'],
      [{ toId: 'p99999' }, 'PERSON_UNKNOWN', 'toId'],
      [{ fromId: 'p99999', toId: successor }, 'PERSON_UNKNOWN', 'fromId'],
      [{ toId: successor, on: '2020-01-01' }, 'HAND_OVER_IN_PAST', 'on'],
    ] as const)
      expect(await mutate('handOver', { fromId: id, ...input })).toEqual({ userErrors: [{ code, field: [field] }] });
  });

  it('is forgotten: history shows a former member', async () => {
    const { id } = await signedIn('Jo Secret');
    await mutate('grantRole', { programId, personId: id, role: 'CONTRIBUTOR' });
    const told = async (language: string) => {
      const query =
        'query($id: UUID!, $types: [String!]) { program(id: $id) { history(types: $types, first: 100) { edges { node { summary } } } members { person { id name erased } } } }';
      const { data } = await ask(query, { id: programId, types: ['RoleGranted'] }, { token: TOKEN, language });
      return JSON.stringify(data);
    };
    expect(await told('en')).toContain('Jo Secret');
    await mutate('forgetPerson', { personId: id }, 'account { forgottenAt }');
    for (const [language, words] of [
      ['en', 'former member'],
      ['zh-CN', '前成员'],
    ] as const) {
      expect(await told(language)).toContain(words);
      expect(await told(language)).not.toContain('Jo Secret');
    }
    expect(await told('en')).toContain(`{"id":"${id}","name":"former member","erased":true}`);
    const { data } = await ask('query($id: PersonId!) { securityLog(personId: $id, first: 50) { entries { act details } } }', { id });
    expect(JSON.stringify(data)).toContain('PERSON_FORGOTTEN');
    expect(JSON.stringify(data)).not.toContain('Secret');
    const again = { userErrors: [{ code: 'PERSON_FORGOTTEN', field: ['personId'] }] };
    expect(await mutate('setPersonName', { personId: id, name: 'Jo Secret' })).toEqual(again);
    expect(await mutate('setPersonEmail', { personId: id, email: 'jo@secret.example' })).toEqual(again);
  });
});

describe('the security log', () => {
  it('tells who was let in, by whom and from where, and what failed', async () => {
    const { cookie, id } = await signedIn('Kai');
    await mutate('setPersonName', { personId: id, name: 'Kai Lin' }, 'userErrors { code }', { cookie });
    await viewer({ token: 'nobody’s token'.replaceAll(/[^a-z]/g, '') });
    const { data } = await ask(
      'query($id: PersonId) { securityLog(personId: $id) { entries { act who { id } about { id } from details } } }',
      { id },
    );
    expect((data!['securityLog'] as unknown as { entries: object[] }).entries).toEqual([
      { act: 'NAME_CHANGED', who: { id }, about: { id }, from: '127.0.0.1', details: { from: 'Kai', to: 'Kai Lin' } },
      { act: 'SIGNED_IN', who: { id }, about: null, from: '127.0.0.1', details: { by: 'invitation', link: expect.any(String) } },
      { act: 'INVITED', who: { id: 'administrator' }, about: { id }, from: '127.0.0.1', details: { purposes: [] } },
    ]);
    const failed = await ask('{ securityLog(act: SIGN_IN_FAILED) { entries { from times } } }');
    expect((failed.data!['securityLog'] as unknown as { entries: object[] }).entries.length).toBeGreaterThan(0);
  });

  it('is read by administrators and auditors of all programs only', async () => {
    const { cookie } = await signedIn('Lu', { roles: [{ programId, role: 'PMO' }] });
    const { cookie: auditing } = await signedIn('Mo', { installationRoles: ['AUDITOR'] });
    const read = async (sent: Sent) =>
      Promise.all(
        ['{ securityLog { next } }', '{ accounts { next } }'].map(
          async (query) => (await ask(query, {}, sent)).errors?.[0]!.extensions.code,
        ),
      );
    expect(await read({ cookie })).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(await read({ cookie: auditing })).toEqual([undefined, undefined]);
  });
});

describe('a PMO', () => {
  it('lets people into their own programs, and nobody into others', async () => {
    const { cookie } = await signedIn('Nan', { roles: [{ programId, role: 'PMO' }] });
    const other = newUuid();
    await mutate('charterProgram', { id: other, name: 'Other', sponsorId: 'li', startsOn: '2026-01-01', endsOn: '2027-12-31' });
    expect((await invited('Otto', { roles: [{ programId, role: 'OWNER' }] }, { cookie })).link).toContain('/invitation/');
    expect(
      await mutate('invitePerson', { name: 'x', roles: [{ programId: other, role: 'OWNER' }] }, 'userErrors { code }', { cookie }),
    ).toEqual({
      userErrors: [{ code: 'PROGRAM_NOT_FOUND' }],
    });
    for (const more of [{}, { installationRoles: ['ADMINISTRATOR'] }, { roles: [{ programId, role: 'OWNER' }], personId: 'administrator' }])
      await expect(mutate('invitePerson', { name: 'x', ...more }, 'link', { cookie })).rejects.toThrow('FORBIDDEN');
    const own = newUuid();
    expect(
      await mutate(
        'charterProgram',
        { id: own, name: 'Mine', sponsorId: 'li', startsOn: '2026-01-01', endsOn: '2027-12-31' },
        'program { viewerCan { close } } userErrors { code }',
        { cookie },
      ),
    ).toEqual({
      program: { viewerCan: { close: true } },
      userErrors: [],
    });
  });
});
