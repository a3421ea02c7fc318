import type { Command } from 'commander';
import Table from 'cli-table3';
import { Failure } from '../failure.js';
import { escaped, row } from '#application/starting/escaped.js';
import { picture } from '../output/overview.js';
import type { Say } from '#application/starting/language.js';
import type { Terminal } from '../terminal.js';
import type { ProjectionLine } from '../transport/evenkeel.js';
import { withEvenkeel } from '../transport/open.js';

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
      const found = programs.filter(({ id, name }) => id === asked || name === asked);
      if (found.length > 1) {
        const ids = found.map(({ id }) => id).join(', ');
        throw new Failure(say(`有多个项目群名为 ${asked}，请用标识：${ids}`, `several programs are called ${asked}; use an id: ${ids}`), 2);
      }
      const overview = found[0] && (await evenkeel.overview(found[0].id));
      if (!overview) throw new Failure(noProgram(asked, programs, say));
      return overview;
    },
    existing,
  );
  terminal.print(picture(shown, say));
}

/** How many projections a message names at most. */
const NAMED = 20;

function noProgram(asked: string, programs: readonly { readonly name: string }[], say: Say): string {
  if (programs.length === 0) return say(`没有项目群 ${asked}；还没有任何项目群`, `there is no program ${asked}; there is none yet`);
  const names = programs.slice(0, NAMED).map(({ name }) => name);
  const more = programs.length > NAMED ? say(' 等', ' and more') : '';
  return say(`没有项目群 ${asked}；有：${names.join('、')}${more}`, `there is no program ${asked}; there are: ${names.join(', ')}${more}`);
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
