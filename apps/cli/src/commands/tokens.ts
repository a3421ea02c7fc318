import type { Command } from 'commander';
import { row } from '#application/starting/escaped.js';
import type { Say } from '#application/starting/language.js';
import type { Terminal } from '../terminal.js';
import { AccessOverGraphql, type TokenLine } from '../transport/access-over-graphql.js';
import { runningApi, withEvenkeel } from '../transport/open.js';
import { namedProgram } from './named-program.js';

interface MakeOptions {
  readonly person: string;
  readonly write?: boolean;
  readonly program: readonly string[];
  readonly expires?: string;
}

export function addTokens(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const group = program
    .command('tokens')
    .description(say('访问令牌：供脚本、报表与命令行使用', 'access tokens: for scripts, reports and the command line'));
  group
    .command('make')
    .description(say('为一个人生成访问令牌，只显示这一次', 'make an access token of a person, shown this once'))
    .argument('<name>', say('用途', 'what it is for'))
    .requiredOption('--person <id>', say('令牌所代表的人员', 'the person for whom it stands'))
    .option('--write', say('也可以提交命令；缺省只读', 'it may send commands; left out: it reads'))
    .option(
      '--program <program>',
      say('只用于此项目群（名称或标识），可重复', 'reaches only this program (name or id), repeatable'),
      (one: string, programs: readonly string[]) => [...programs, one],
      [],
    )
    .option('--expires <when>', say('到期时刻，如 2027-06-30T16:00:00Z', 'when it ends, such as 2027-06-30T16:00:00Z'))
    .action((name: string, options: MakeOptions) => make(name, options, terminal));
  group
    .command('list')
    .description(say('列出 EVENKEEL_TOKEN 所代表人员的访问令牌', 'list the access tokens of the person for whom EVENKEEL_TOKEN stands'))
    .action(async () => {
      for (const token of await new AccessOverGraphql(runningApi(terminal)).tokens()) terminal.print(tokenRow(token, say));
    });
  group
    .command('revoke')
    .description(say('立即撤销访问令牌', 'revoke an access token at once'))
    .argument('<id>', say('令牌的标识：ek_ 之后的 12 个字符', 'the id of the token: the 12 characters after ek_'))
    .requiredOption('--person <id>', say('令牌所代表的人员', 'the person for whom it stands'))
    .action(async (id: string, { person }: { readonly person: string }) => {
      await new AccessOverGraphql(runningApi(terminal)).revokeToken(id, person);
      terminal.print(row(id, say('已撤销', 'revoked')));
    });
}

async function make(name: string, { person, write, program, expires }: MakeOptions, terminal: Terminal): Promise<void> {
  const api = runningApi(terminal);
  const programs = program.length > 0 ? await withEvenkeel(terminal, (evenkeel) => evenkeel.programs()) : [];
  const { token } = await new AccessOverGraphql(api).makeToken({
    ...{ personId: person, name, write: write ?? false, expiresAt: expires },
    ...(program.length > 0 ? { programIds: program.map((one) => namedProgram(one, programs, terminal.say)) } : {}),
  });
  terminal.print(token);
}

function tokenRow({ id, name, write, programIds, expiresAt, usedAt, revokedAt }: TokenLine, say: Say): string {
  const ending = revokedAt
    ? say(`${revokedAt} 撤销`, `revoked ${revokedAt}`)
    : expiresAt
      ? say(`至 ${expiresAt}`, `until ${expiresAt}`)
      : '';
  const used = usedAt ? say(`${usedAt} 使用`, `used ${usedAt}`) : say('未使用', 'never used');
  return row(id, name, write ? say('读写', 'read, write') : say('只读', 'read'), programIds?.join(',') ?? '', used, ending);
}
