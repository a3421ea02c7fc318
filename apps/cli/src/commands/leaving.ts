import type { Command } from 'commander';
import { row } from '#application/starting/escaped.js';
import { Failure } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { AccessOverGraphql, type HandedOver } from '../transport/access-over-graphql.js';
import { runningApi } from '../transport/open.js';

/** Adds the commands for people who leave or come back to the group `people`. */
export function addLeaving(group: Command, terminal: Terminal): void {
  const { say } = terminal;
  const id = say('人员标识', 'the person id');
  group
    .command('deactivate')
    .description(
      say('立即结束一个人的一切访问，并列出其仍负责的内容', 'end every access of a person at once, and list what they still answer for'),
    )
    .argument('<id>', id)
    .option('--successor <id>', say('先把其负责的一切移交给此人', 'first hand over everything that they answer for to this person'))
    .action((person: string, { successor }: { readonly successor?: string }) => deactivate(person, successor, terminal));
  group
    .command('reactivate')
    .description(say('重新允许一个人登录（需新的链接）', 'let a deactivated person in again, by a new link'))
    .argument('<id>', id)
    .action(async (person: string) => {
      await new AccessOverGraphql(runningApi(terminal)).change('reactivatePerson', person);
      terminal.print(row(person, say('可登录', 'active')));
    });
  group
    .command('forget')
    .description(
      say('清除姓名、邮箱等能辨认一个人的一切信息；无法恢复', 'erase the name, the e-mail address and whatever tells who it was, for ever'),
    )
    .argument('<id>', id)
    .requiredOption('--for-ever', say('确认此操作无法恢复', 'says that you know that it cannot be undone'))
    .action(async (person: string) => {
      await new AccessOverGraphql(runningApi(terminal)).change('forgetPerson', person);
      terminal.print(row(person, say('已清除', 'forgotten')));
    });
}

async function deactivate(person: string, successor: string | undefined, terminal: Terminal): Promise<void> {
  const { say } = terminal;
  const access = new AccessOverGraphql(runningApi(terminal));
  if (successor !== undefined) {
    const items = await access.handOver(person, successor);
    for (const item of items) terminal.print(handedOverRow(item));
    if (items.some(({ code }) => code !== null))
      throw new Failure(
        say(
          '并非全部移交成功，因此未停用；请处理后再试',
          'not everything was handed over, so nobody was deactivated; settle that and repeat',
        ),
      );
  }
  await access.change('deactivatePerson', person);
  terminal.print(row(person, say('已停用', 'deactivated')));
  for (const { program, initiatives, leads, roles } of await access.responsibilities(person))
    for (const what of [...initiatives.map(({ title }) => title), ...leads, ...roles])
      terminal.note(row(say('仍负责', 'still answers for'), program.name, what));
}

const handedOverRow = ({ command, program, initiative, code, message }: HandedOver): string =>
  row(command, program.name, initiative?.title ?? '', code === null ? 'OK' : `${message} (${code})`);
