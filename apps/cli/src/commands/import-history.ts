import type { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Failure } from '../failure.js';
import { utf8Text } from '#application/intake/utf8.js';
import { omitNullish } from '#domain/omit-nullish.js';
import { timeZoneCheck } from '#domain/checks.js';
import { importHistory, tryHistory, zoneHint, type HistoryImport } from '../history/import-history.js';
import { type HistoryPhase, parsePhases } from '../history/phases.js';
import type { Reporting, TriedHistory } from '../history/report.js';
import { escaped, row } from '#application/starting/escaped.js';
import type { Terminal } from '../terminal.js';
import { withEvenkeel } from '../transport/open.js';
import { addImportEvents } from './import-events.js';

export function addImport(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const group = program
    .command('import')
    .description(say('导入外部数据，或另一存储的事件', 'bring outside data in as events, or the events of another store'));
  addImportEvents(group, terminal);
  group
    .command('history')
    .description(
      say(
        '导入按日期排列的状态行（NDJSON）：立项与关口、每一行、然后逐个周日评估平衡。重复运行不会增加内容；中断后再次运行会接着完成。',
        'import dated status lines (NDJSON): the charter and the gates, every line, then the balance Sunday by Sunday. Running it again adds nothing; after an interruption, running it again finishes the work.',
      ),
    )
    .argument('<file>', say('历史文件', 'the history file'))
    .requiredOption('--program <name>', say('项目群名称，也决定其标识', 'the name of the program, which also decides its id'))
    .option(
      '--phases <file>',
      say(
        '阶段的 JSON 列表：key、name、endsOn、emphasis、enteredOn；缺省为四个等长阶段',
        'JSON list of phases: key, name, endsOn, emphasis, enteredOn; left out: four equal phases',
      ),
    )
    .option(
      '--time-zone <zone>',
      say(
        '历史中的日期所属的时区，如 Asia/Shanghai；缺省为该项目群的时区，新项目群为 UTC',
        "the time zone that the dates of the history are of, such as Asia/Shanghai; left out: the program's, of a new one UTC",
      ),
      parsedTimeZone(terminal),
    )
    .option(
      '--dry-run',
      say(
        '只检查每一行并报告问题，不记录任何内容；与前后行或已有记录是否相符，只有实际导入时才知道',
        'check each line by itself and report, recording nothing; whether it fits the lines before it or what is recorded, only an import can tell',
      ),
    )
    .action((file: string, options: Options) => run(file, options, terminal));
}

interface Options {
  readonly program: string;
  readonly phases?: string;
  readonly timeZone?: string;
  readonly dryRun?: true;
}

const parsedTimeZone =
  ({ say }: Terminal) =>
  (text: string): string => {
    if (!timeZoneCheck(text)) return text;
    throw new Failure(
      say(
        `--time-zone：没有时区 ${text}，须为 IANA 名称，如 Asia/Shanghai`,
        `--time-zone: there is no ${text}; it is an IANA name such as Asia/Shanghai`,
      ),
      2,
    );
  };

async function run(file: string, options: Options, terminal: Terminal): Promise<void> {
  const { say, progress } = terminal;
  if (!existsSync(file)) throw new Failure(say(`没有文件 ${file}`, `there is no file ${file}`), 2);
  const phases = options.phases === undefined ? undefined : phasesIn(options.phases, terminal);
  const history: HistoryImport = {
    path: file,
    importedFrom: basename(file),
    name: options.program,
    now: new Date().toISOString(),
    ...omitNullish({ phases, timeZone: options.timeZone }),
  };
  let ahead = false;
  const problem: Reporting['problem'] = (kind, where, { code, message }) => {
    ahead ||= kind === 'rejected' && code === 'DATE_IN_FUTURE';
    const colon = say('：', ': ');
    const taken = kind === 'rejected' ? say('被拒绝', 'rejected') : say('提示', 'warning');
    terminal.note(escaped(`${where}${colon}${taken} ${code}${colon}${message}`));
  };
  if (options.dryRun) {
    const found = await tryHistory(history, { say, progress, problem });
    if (ahead) terminal.note(zoneHint(escaped(history.timeZone ?? 'UTC'), say));
    return tried(found, terminal);
  }
  const report = await withEvenkeel(terminal, (evenkeel) => importHistory(history, evenkeel, { say, progress, problem })).finally(() =>
    progress.stop(),
  );
  if (ahead) terminal.note(zoneHint(escaped(report.timeZone), say));
  terminal.print(row(say('项目群', 'program'), report.programId));
  terminal.print(row(say('接受', 'accepted'), report.accepted));
  terminal.print(row(say('无变化', 'unchanged'), report.unchanged));
  terminal.print(row(say('拒绝', 'rejected'), report.rejected));
  terminal.print(row(say('提示', 'warnings'), report.warnings));
  if (report.rejected > 0)
    throw new Failure(
      say(`${report.rejected} 行未导入`, `${report.rejected === 1 ? '1 line was' : `${report.rejected} lines were`} not imported`),
    );
}

function tried({ accepted, rejected, warnings }: TriedHistory, terminal: Terminal): void {
  const { say } = terminal;
  terminal.print(row(say('可导入', 'importable'), accepted));
  terminal.print(row(say('拒绝', 'rejected'), rejected));
  terminal.print(row(say('提示', 'warnings'), warnings));
  if (rejected > 0)
    throw new Failure(say(`${rejected} 行无法导入`, `${rejected === 1 ? '1 line' : `${rejected} lines`} cannot be imported`));
}

function phasesIn(path: string, { say }: Terminal): readonly HistoryPhase[] {
  if (!existsSync(path)) throw new Failure(say(`没有文件 ${path}`, `there is no file ${path}`), 2);
  const phases = parsePhases(utf8Text(readFileSync(path), path));
  if ('wrong' in phases) throw new Failure(`${path}: ${phases.wrong}`);
  return phases;
}
