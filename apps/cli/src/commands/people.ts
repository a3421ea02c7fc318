import type { Command } from 'commander';
import { row } from '#application/starting/escaped.js';
import type { Say } from '#application/starting/language.js';
import { ROLES } from '#domain/program/events.js';
import { Failure } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { AccessOverGraphql, type AccountLine, type InvitedRole, type MadeLink } from '../transport/access-over-graphql.js';
import { runningApi, withEvenkeel } from '../transport/open.js';
import { addLeaving } from './leaving.js';
import { namedProgram } from './named-program.js';

interface InviteOptions {
  readonly id?: string;
  readonly email?: string;
  readonly role: readonly string[];
  readonly administrator?: boolean;
  readonly auditor?: boolean;
}

export function addPeople(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const group = program
    .command('people')
    .description(
      say('人员：姓名、登录链接与离开；事件里只有标识', 'people: their names, their links, and their leaving; events hold only ids'),
    );
  group
    .command('set')
    .description(say('给一个标识登记或更改姓名', 'give a person id its name, or another one'))
    .argument('<id>', say('人员标识', 'the person id'))
    .argument('<name>', say('姓名', 'the name'))
    .action(async (id: string, name: string) => {
      await withEvenkeel(terminal, (evenkeel) => evenkeel.setName(id, name));
      terminal.print(row(id, name));
    });
  group
    .command('list')
    .description(say('列出可以或曾经可以登录的人员', 'list the people who can sign in, or could'))
    .action(async () => {
      for (const account of await new AccessOverGraphql(runningApi(terminal)).accounts()) terminal.print(accountRow(account, say));
    });
  group
    .command('invite')
    .description(
      say('让一个人进入：生成只能使用一次、72 小时内有效的链接', 'let a person in: makes a link that works once, within 72 hours'),
    )
    .argument('<name>', say('姓名', 'the name'))
    .option('--email <address>', say('电子邮件地址', 'the e-mail address'))
    .option(
      '--role <role@program>',
      say(
        '在项目群中的角色，可重复，如 PMO@名称；参与者为 CONTRIBUTOR@名称/举措标识',
        'a role in a program, repeatable, such as PMO@NAME; for a contributor CONTRIBUTOR@NAME/INITIATIVE-ID',
      ),
      (role: string, roles: readonly string[]) => [...roles, role],
      [],
    )
    .option('--administrator', say('整个系统的管理员', 'administrator of the installation'))
    .option('--auditor', say('可查看所有项目群的审计员', 'auditor of all programs'))
    .option('--id <id>', say('历史中已有的人员标识', 'the id of a person whom history names already'))
    .action((name: string, options: InviteOptions) => invite(name, options, terminal));
  group
    .command('link')
    .description(say('为丢失链接的人生成新的链接', 'make a new link for a person who lost theirs'))
    .argument('<id>', say('人员标识', 'the person id'))
    .action(async (id: string) => showLink(await new AccessOverGraphql(runningApi(terminal)).makeLink(id), terminal));
  addLeaving(group, terminal);
}

async function invite(name: string, { id, email, role, administrator, auditor }: InviteOptions, terminal: Terminal): Promise<void> {
  const { say } = terminal;
  const api = runningApi(terminal);
  const asked = role.map((text) => roleIn(text, say));
  const programs = asked.length > 0 ? await withEvenkeel(terminal, (evenkeel) => evenkeel.programs()) : [];
  const roles = asked.map(({ program, ...rest }): InvitedRole => ({ ...rest, programId: namedProgram(program, programs, say) }));
  const installationRoles = [...(administrator ? ['ADMINISTRATOR'] : []), ...(auditor ? ['AUDITOR'] : [])];
  showLink(await new AccessOverGraphql(api).invite({ personId: id, name, email, roles, installationRoles }), terminal);
}

/** Reads `ROLE@PROGRAM` or `ROLE@PROGRAM/INITIATIVE-ID`. @throws Failure (wrong usage) */
function roleIn(text: string, say: Say): Omit<InvitedRole, 'programId'> & { readonly program: string } {
  const [, given = '', program = '', initiativeId] = /^([^@]*)@(.+?)(?:\/([0-9a-f]{8}-[0-9a-f-]{27}))?$/s.exec(text) ?? [];
  const role = ROLES.find((known) => known === given.toUpperCase());
  if (role) return { role, program, ...(initiativeId === undefined ? {} : { initiativeId }) };
  throw new Failure(
    say(
      `--role ${text}：须形如 角色@项目群，角色为 ${ROLES.join('、')}`,
      `--role ${text}: it has the form ROLE@PROGRAM, where ROLE is ${ROLES.join(', ')}`,
    ),
    2,
  );
}

function showLink({ account, link, invitation }: MadeLink, terminal: Terminal): void {
  terminal.print(row(account.person.id, link));
  terminal.note(
    terminal.say(
      `链接只显示这一次，只能使用一次，有效期至 ${invitation.expiresAt}。`,
      `The link is shown this once, works once, and ends at ${invitation.expiresAt}.`,
    ),
  );
}

function accountRow({ person, email, roles, deactivatedAt, forgottenAt }: AccountLine, say: Say): string {
  const state = forgottenAt ? say('已清除', 'forgotten') : deactivatedAt ? say('已停用', 'deactivated') : say('可登录', 'active');
  return row(person.id, person.name ?? '', email ?? '', roles.join(','), state);
}
