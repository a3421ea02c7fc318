import { Command, CommanderError } from 'commander';
import { NotUtf8 } from '#application/intake/utf8.js';
import { StartProblem } from '#application/starting/start-problem.js';
import { programVersion } from '#application/starting/version.js';
import { startOptions } from '#application/starting/start-options.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { addDemo } from './commands/demo.js';
import { addExample } from './commands/example.js';
import { addExport } from './commands/export-events.js';
import { addImport } from './commands/import-history.js';
import { addPeople } from './commands/people.js';
import { addRebuild, addStatus } from './commands/projections.js';
import { addTokens } from './commands/tokens.js';
import { addVerify } from './commands/verify.js';
import { Failure } from './failure.js';
import { complaintIn, speaking } from './output/command-words.js';
import { escaped } from '#application/starting/escaped.js';
import type { Say } from '#application/starting/language.js';
import { reasonOf } from './output/reason.js';
import { storeProblem } from './output/store-problem.js';
import type { Terminal } from './terminal.js';

/** The exit codes of 'done', 'refused or incomplete' and 'wrong usage'. */
export type ExitCode = 0 | 1 | 2;

/** Runs the program with the arguments that follow its name. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    expectUtf8(args, terminal.say);
    await commands(terminal).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.note(messageOf(error, terminal.say));
    return error instanceof Failure ? error.exitCode : 1;
  }
}

/**
 * Refuses arguments that are not UTF-8: Node replaces their bytes by U+FFFD, which could turn the name of one program into that of another.
 */
function expectUtf8(args: readonly string[], say: Say): void {
  const foreign = args.find((arg) => arg.includes('\ufffd'));
  if (foreign === undefined) return;
  throw new Failure(
    say(
      `参数不是 UTF-8：${foreign}；请使用 UTF-8 终端（LANG=zh_CN.UTF-8）`,
      `the argument is not UTF-8: ${foreign}; use a terminal in UTF-8 (LANG=en_US.UTF-8)`,
    ),
    2,
  );
}

function commands(terminal: Terminal): Command {
  const { say, language } = terminal;
  // The options of all commands are known only when one of them runs.
  const opening = { ...terminal, said: startOptions(false, false) };
  const program = speaking(new Command('evenkeel'), language)
    .description(
      say(
        '用事件记录转型项目群：领导力、文化、流程、技术，以及它们之间的平衡。',
        'A tracker for transformation programs, kept as events: leadership, culture, process, technology, and the balance between them.',
      ),
    )
    .addHelpText(
      'after',
      `\n${say(
        '设置了 EVENKEEL_URL（和 EVENKEEL_TOKEN）时通过运行中的 api 工作；否则直接打开 EVENKEEL_DATA（缺省 ./data），或 EVENTSTORE_URL 与 DATABASE_URL 的集群。\n退出码：0 完成 · 1 被拒绝或未完成 · 2 用法错误',
        'Works through the running api that EVENKEEL_URL (with EVENKEEL_TOKEN) names; without one it opens EVENKEEL_DATA (./data), or the cluster of EVENTSTORE_URL and DATABASE_URL, itself.\nExit codes: 0 done · 1 refused or incomplete · 2 wrong usage',
      )}`,
    )
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
      outputError: (text, write) => write(complaintIn(language, text)),
    })
    .version(`evenkeel ${programVersion()}`, '--version', say('显示版本', 'print the version'))
    .option(
      '--accept-loss',
      say(
        '即使曾有的事件、视图或姓名文件已缺失，仍打开存储；此事会记录为一条事件',
        'open the stores although events or the vault are missing that were there; recorded as an event',
      ),
    )
    .option(
      '--accept-clock',
      say(
        '确认本机时钟正确，即使距上次运行已超过一天',
        'the clock of this machine is right, although the last run was more than a day ago',
      ),
    )
    .hook('preAction', () => {
      const { acceptLoss, acceptClock } = program.opts<{ acceptLoss?: boolean; acceptClock?: boolean }>();
      opening.said = startOptions(acceptLoss, acceptClock);
    })
    .showHelpAfterError()
    .exitOverride();
  for (const add of [addImport, addExport, addVerify, addPeople, addTokens, addRebuild, addStatus, addExample, addDemo])
    add(program, opening);
  return program;
}

/** The text for a failed command. People at a terminal need no stack trace, unless they ask for it with DEBUG=evenkeel. */
function messageOf(error: unknown, say: Say): string {
  if (!(error instanceof Error)) return escaped(String(error));
  if (process.env.DEBUG === 'evenkeel') return error.stack ?? error.message;
  if (error instanceof Failure) return error.message;
  if (error instanceof StartProblem || error instanceof NotUtf8) return escaped(say(error.zh, error.message));
  return escaped(error instanceof EventStoreError ? storeProblem(error, say) : error.message || reasonOf(error));
}
