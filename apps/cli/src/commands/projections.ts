import type { Command } from 'commander';
import Table from 'cli-table3';
import { Failure } from '../failure.js';
import { escaped, row } from '#application/starting/escaped.js';
import { picture } from '../output/overview.js';
import type { Terminal } from '../terminal.js';
import type { ProjectionLine } from '../transport/evenkeel.js';
import { withEvenkeel } from '../transport/open.js';
import { namedProgram, noProgram } from './named-program.js';

/** The options for a folder that must exist: a mistyped one is reported, and no store is made in it. */
const existing = { mayMake: false };

export function addStatus(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  program
    .command('status')
    .description(
      say(
        '显示读模型的状态（如有投影停止，退出码为 1），或某个项目群的状态',
        'show the state of the read models (exits with 1 where a projection has stopped), or how a program stands',
      ),
    )
    .argument('[program]', say('项目群的名称或标识：显示其平衡及说明', 'name or id of a program: its balance, in numbers and in words'))
    .action(async (asked: string | undefined) => {
      if (asked !== undefined) return showProgram(asked, terminal);
      const projections = await withEvenkeel(terminal, (evenkeel) => evenkeel.projections(), existing);
      terminal.print(table(projections, terminal));
      const stopped = projections.filter(({ state }) => state === 'STOPPED').map(({ name }) => name);
      if (stopped.length > 0) throw new Failure(`${say('已停止：', 'stopped: ')}${stopped.join(', ')}`);
    });
}

async function showProgram(asked: string, terminal: Terminal): Promise<void> {
  const { say } = terminal;
  const shown = await withEvenkeel(
    terminal,
    async (evenkeel) => {
      const programs = await evenkeel.programs();
      const overview = await evenkeel.overview(namedProgram(asked, programs, say));
      if (!overview) throw noProgram(asked, programs, say);
      return overview;
    },
    existing,
  );
  terminal.print(picture(shown, say));
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
      await withEvenkeel(
        terminal,
        async (evenkeel) => {
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
        },
        existing,
      ).finally(() => terminal.progress.stop());
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
