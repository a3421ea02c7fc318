import type { Command } from 'commander';
import { row } from '#application/starting/escaped.js';
import type { Terminal } from '../terminal.js';
import { withEvenkeel } from '../transport/open.js';

export function addPeople(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const group = program
    .command('people')
    .description(say('人员名录：事件里只有标识，姓名在这里', 'the directory: events hold ids, names live here'));
  group
    .command('set')
    .description(say('给一个标识登记或更改姓名', 'give a person id its name, or another one'))
    .argument('<id>', say('人员标识', 'the person id'))
    .argument('<name>', say('姓名', 'the name'))
    .action(async (id: string, name: string) => {
      await withEvenkeel(terminal, (evenkeel) => evenkeel.setName(id, name));
      terminal.print(row(id, name));
    });
}
