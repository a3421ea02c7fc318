import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newUuid } from '#event-sourcing/uuid.js';
import { evenkeel } from '../../support/cli.js';
import { ApiUnderTest, TOKEN } from '../api-under-test.js';

let api: ApiUnderTest;
const programId = newUuid();
const people = new Map<string, string>();

const cli = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  evenkeel(args, { EVENKEEL_URL: api.url, EVENKEEL_TOKEN: TOKEN, ...more });

async function ask(query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: Record<string, unknown> }).data;
}

beforeAll(async () => {
  api = await ApiUnderTest.start();
  const input = { id: programId, name: 'Service desk', sponsorId: 'li', startsOn: '2026-01-01', endsOn: '2027-12-31' };
  await ask('mutation ($input: CharterProgramInput!) { charterProgram(input: $input) { userErrors { code } } }', { input });
});
afterAll(() => api.close());

describe('evenkeel and who may come in', () => {
  it('lets a person in by a link, with a role in a program that it calls by name', async () => {
    const { code, stdout, stderr } = await cli([
      ...['people', 'invite', '王芳', '--email', 'Wang@example.com', '--role', 'pmo@Service desk', '--auditor'],
    ]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('works once')]);
    const [id, link] = stdout.trim().split('\t');
    people.set('wang', id!);
    expect(link).toMatch(new RegExp(`^${api.url}/invitation/[\\w-]{43}$`));
    const opened = await fetch(link!, { method: 'POST', headers: { origin: api.url }, redirect: 'manual' });
    await opened.body?.cancel();
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/']);
    const listed = await cli(['people', 'list'], { LANG: 'zh_CN.UTF-8' });
    expect(listed.stdout).toBe(`${id}\t王芳\tWang@example.com\tAUDITOR\t可登录\n`);
    const { account } = await ask('query ($id: PersonId!) { account(personId: $id) { responsibilities { roles } } }', { id });
    expect(account).toEqual({ responsibilities: [{ roles: ['PMO'] }] });
  });

  it('says what was refused, and why', async () => {
    for (const [args, complaint] of [
      [['Wang', '--email', 'WANG@example.com'], '(EMAIL_TAKEN)'],
      [['Li', '--role', 'PMO@Nowhere'], 'there is no program Nowhere; there are: Service desk'],
      [['Li', '--role', `CONTRIBUTOR@Service desk/${newUuid()}`], '(INITIATIVE_NOT_FOUND)'],
      [['Li', '--id', 'evenkeel'], '(PERSON_ID_RESERVED)'],
    ] as const)
      expect([args, await cli(['people', 'invite', ...args])]).toEqual([
        args,
        expect.objectContaining({ code: 1, stdout: '', stderr: expect.stringContaining(complaint) }),
      ]);
    expect((await cli(['people', 'list'])).stdout.trim().split('\n')).toHaveLength(1);
  });

  it('makes, lists and revokes access tokens', async () => {
    const person = people.get('wang')!;
    const made = await cli([
      'tokens',
      'make',
      'Power BI',
      '--person',
      person,
      '--program',
      'Service desk',
      '--expires',
      '2199-12-31T00:00:00Z',
    ]);
    const token = made.stdout.trim();
    const id = /^ek_(\w{12})_/.exec(token)![1]!;
    const listed = await cli(['tokens', 'list'], { EVENKEEL_TOKEN: token });
    expect(listed.stdout).toMatch(new RegExp(`^${id}\tPower BI\tread\t${programId}\t.*\tuntil 2199-12-31T00:00:00.000Z\n$`));
    expect(await cli(['tokens', 'make', 'more', '--person', person], { EVENKEEL_TOKEN: token })).toMatchObject({ code: 1 });
    expect(await cli(['tokens', 'revoke', id, '--person', person])).toMatchObject({ code: 0, stdout: `${id}\trevoked\n` });
    const after = await cli(['tokens', 'list'], { EVENKEEL_TOKEN: token });
    expect([after.code, after.stderr]).toEqual([1, expect.stringContaining('UNAUTHENTICATED')]);
  });

  it('hands over what a person answers for, ends every access, and forgets who it was', async () => {
    const person = people.get('wang')!;
    const [successor] = (await cli(['people', 'invite', 'Li'])).stdout.split('\t');
    const left = await cli(['people', 'deactivate', person, '--successor', successor!]);
    expect(left).toMatchObject({ code: 0, stderr: '' });
    expect(left.stdout).toContain('GrantRole\tService desk\t\tOK\n');
    expect(left.stdout).toContain(`${person}\tdeactivated\n`);
    expect(await cli(['people', 'link', person])).toMatchObject({ code: 1, stderr: expect.stringContaining('(PERSON_NOT_FOUND)') });
    expect(await cli(['people', 'reactivate', person])).toMatchObject({ code: 0, stdout: `${person}\tactive\n` });
    expect((await cli(['people', 'link', person])).stdout).toContain(`${person}\t${api.url}/invitation/`);
    expect(await cli(['people', 'forget', person, '--for-ever'])).toMatchObject({ code: 0 });
    expect((await cli(['people', 'list'])).stdout).toContain(`${person}\tformer member\t\tAUDITOR\tforgotten\n`);
  });

  it('lists what a person still answers for who is deactivated without a successor', async () => {
    const [id] = (await cli(['people', 'invite', 'Bo', '--role', 'SPONSOR@Service desk'])).stdout.split('\t');
    const { code, stderr } = await cli(['people', 'deactivate', id!]);
    expect([code, stderr]).toEqual([0, 'still answers for\tService desk\tSPONSOR\n']);
    // Bo is no successor any more: nobody is deactivated whose things were not handed over.
    const [other] = (await cli(['people', 'invite', 'Mo'])).stdout.split('\t');
    expect(await cli(['people', 'deactivate', other!, '--successor', id!])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('(PERSON_NOT_FOUND)'),
    });
    expect((await cli(['people', 'list'])).stdout).toContain(`${other}\tMo\t\t\tactive\n`);
  });
});
