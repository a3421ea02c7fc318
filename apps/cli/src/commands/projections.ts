import type { Command } from 'commander';
import Table from 'cli-table3';
import { Failure } from '../failure.js';
import { escaped, row } from '#application/starting/escaped.js';
import type { Terminal } from '../terminal.js';
import type { ProjectionLine } from '../transport/evenkeel.js';
import { withEvenkeel } from '../transport/open.js';

export function addStatus(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  program
    .command('status')
    .description(say('各投影的状态；有停止的则以 1 退出', 'how the projections stand; exits with 1 where one has stopped'))
    .action(async () => {
      const projections = await withEvenkeel(terminal, (evenkeel) => evenkeel.projections());
      terminal.print(table(projections, terminal));
      const stopped = projections.filter(({ state }) => state === 'STOPPED').map(({ name }) => name);
      if (stopped.length > 0) throw new Failure(`${say('已停止', 'stopped')}: ${stopped.join(', ')}`);
    });
}

export function addRebuild(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  program
    .command('rebuild')
    .description(
      say(
        '从事件重建投影：在旧投影旁边建好后切换',
        'rebuild projections from the events: beside the live one, then switched when it has caught up',
      ),
    )
    .argument('[name...]', say('投影名称；缺省为全部', 'names of projections; left out: all of them'))
    .action(async (names: string[]) => {
      await withEvenkeel(terminal, async (evenkeel) => {
        const known = (await evenkeel.projections()).map(({ name }) => name);
        const unknown = names.filter((name) => !known.includes(name));
        if (unknown.length > 0)
          throw new Failure(
            say(`没有投影 ${unknown.join(', ')}；有：`, `there is no projection ${unknown.join(', ')}; there are `) + known.join(', '),
            2,
          );
        for (const name of names.length > 0 ? names : known) {
          let started = false;
          await evenkeel.rebuild(name, (done, total) => {
            if (total === 0) return;
            if (!started) terminal.progress.start(`${say('重建', 'Rebuilding')} ${name}`, total);
            started = true;
            terminal.progress.update(done);
          });
          terminal.progress.stop();
          terminal.print(row(name, say('已重建', 'rebuilt')));
        }
      }).finally(() => terminal.progress.stop());
    });
}

function table(projections: readonly ProjectionLine[], { say }: Terminal): string {
  const lines = new Table({
    head: [
      say('投影', 'projection'),
      say('版本', 'version'),
      say('状态', 'state'),
      say('落后', 'behind'),
      say('位置', 'position'),
      say('原因', 'why'),
    ],
    style: { head: [], border: [] },
  });
  for (const { name, version, state, behind, position, error, failedAt } of projections)
    lines.push([name, version, state, behind, failedAt ?? position ?? '', error ?? ''].map((cell) => escaped(String(cell))));
  return lines.toString();
}
