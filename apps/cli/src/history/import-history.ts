import { uuidFrom } from '#event-sourcing/uuid.js';
import { Failure } from '../failure.js';
import type { Say } from '#application/starting/language.js';
import type { Evenkeel } from '../transport/evenkeel.js';
import { Batches, type LineToSend } from './batches.js';
import { fileLines } from './file-lines.js';
import { LinesBefore } from './lines-before.js';
import type { HistoryPhase } from './phases.js';
import { evaluationLines, programLines, type ProgramOfHistory } from './program-lines.js';
import type { ImportReport, Reporting, TriedHistory } from './report.js';
import { sendableLine, worded } from './sendable-line.js';
import { statusOf } from './status.js';
import { survey } from './survey.js';

export interface HistoryImport {
  readonly path: string;
  /** The source that the events are marked with: the file's name. */
  readonly importedFrom: string;
  readonly name: string;
  /** The time zone of the history's days; default: the program's, or UTC for a new program. */
  readonly timeZone?: string;
  readonly phases?: readonly HistoryPhase[];
  /** The current time. */
  readonly now: string;
}

/** The id of a program from its name: the same name gives the same program, so that an import can be repeated. */
export const historyProgramId = (name: string): string => uuidFrom('history', name);

const ADMINISTRATOR = 'administrator';

/**
 * Imports a file of dated status lines: the program's charter and gates first, then every line, then the balance of every Sunday up to the
 * last line, and of those up to now. Each line is one command whose id is derived from its content, so repeating an import adds nothing,
 * and an interrupted one is continued by the next.
 * @throws Failure if no line of the file can be imported, or the program cannot be chartered or has another time zone
 */
export async function importHistory(history: HistoryImport, evenkeel: Evenkeel, reporting: Reporting): Promise<ImportReport> {
  const { say, progress } = reporting;
  const { path, name, now, phases, importedFrom } = history;
  const programId = historyProgramId(name);
  const timeZone = await zoneOf(programId, history, evenkeel, say);
  const { first, last, lines, usable } = await survey(path, { now, timeZone, say });
  if (first === undefined || last === undefined) throw new Failure(say(`${path}：没有带时间的行`, `${path}: no line has an instant`));
  if (usable === 0) {
    // Otherwise the program would be chartered in vain. Survey the file once more to report the problem of each line.
    let ahead = false;
    const problem: Reporting['problem'] = (kind, where, what) => {
      ahead ||= what.code === 'DATE_IN_FUTURE';
      reporting.problem(kind, where, what);
    };
    await survey(path, { now, timeZone, say, problem });
    const nothing = say(`${path}：没有可导入的行，未记录任何内容`, `${path}: no line can be imported, and nothing was recorded`);
    throw new Failure(ahead ? `${nothing}${say('。', '. ')}${zoneHint(timeZone, say)}` : nothing);
  }
  const program: ProgramOfHistory = { name, actor: ADMINISTRATOR, first, last, timeZone, ...(phases ? { phases } : {}) };
  const report: ImportReport = { programId, timeZone, accepted: 0, unchanged: 0, rejected: 0, warnings: 0 };
  const batches = new Batches({ programId, importedFrom }, evenkeel, report, reporting);

  const [charter, ...gates] = programLines(program);
  const assumed = phases ? {} : ({ assumed: true } as const);
  await mustCharter(batches, { line: charter!, where: say('立项', 'charter'), ...assumed });
  for (const gate of gates)
    await batches.add({ line: gate, where: say(`进入阶段 ${String(gate.phase)}`, `gate to ${String(gate.phase)}`), ...assumed });
  await batches.flush();

  progress.start(say('导入', 'Importing'), lines);
  await statusLines(path, batches, reporting);

  const evaluations = evaluationLines(program, now);
  progress.start(say('评估每周日的平衡', 'Evaluating the Sundays'), evaluations.length);
  let done = 0;
  for (const line of evaluations) {
    await batches.add({ line, where: say(`评估 ${String(line.on)}`, `evaluation of ${String(line.on)}`), assumed: true });
    progress.update(++done);
  }
  await batches.complete();
  progress.stop();
  return report;
}

/**
 * Reports what an import would say of each line by itself, without opening or recording anything. Only an import can tell whether a line
 * fits earlier lines and what is recorded.
 */
export async function tryHistory(
  { path, now, timeZone = 'UTC' }: Pick<HistoryImport, 'path' | 'now' | 'timeZone'>,
  reporting: Reporting,
): Promise<TriedHistory> {
  const { say } = reporting;
  let warnings = 0;
  const counting: Reporting['problem'] = (kind, where, what) => {
    if (kind === 'warning') warnings++;
    reporting.problem(kind, where, what);
  };
  const { lines, usable } = await survey(path, { now, timeZone, say, problem: counting });
  return { accepted: usable, rejected: lines - usable, warnings };
}

/** A hint for a history whose days seem to be in the future because of its time zone. */
export const zoneHint = (timeZone: string, say: Say): string =>
  say(
    `“今天”按项目群的时区 ${timeZone} 计算。若日期属于其他时区，请在首次导入时用 --time-zone 指定。`,
    `“Today” is that of ${timeZone}, the time zone of the program. Where the dates are of another one, name it with --time-zone when you first import the program.`,
  );

/** Finds the time zone: a program keeps the one of its charter. */
async function zoneOf(programId: string, { timeZone, name }: HistoryImport, evenkeel: Evenkeel, say: Say): Promise<string> {
  const kept = await evenkeel.timeZone(programId);
  if (kept === undefined || timeZone === undefined || kept.toLowerCase() === timeZone.toLowerCase()) return kept ?? timeZone ?? 'UTC';
  throw new Failure(
    say(
      `--time-zone：项目群“${name}”立项时的时区是 ${kept}，不能改为 ${timeZone}；请去掉该选项，或换一个 --program`,
      `--time-zone: the program “${name}” was chartered in ${kept} and keeps that, not ${timeZone}; leave the option out, or import into another --program`,
    ),
  );
}

/**
 * Charters the program. If that fails, every line would be refused, so the import ends. A longer file of the same program finds it
 * chartered already.
 */
async function mustCharter(batches: Batches, charter: LineToSend): Promise<void> {
  await batches.add(charter);
  const [refused] = await batches.flush();
  if (refused && refused.code !== 'PROGRAM_ALREADY_CHARTERED') throw new Failure(`${charter.where}: ${refused.message} (${refused.code})`);
}

async function statusLines(path: string, batches: Batches, { say, progress }: Reporting): Promise<void> {
  const before = new LinesBefore();
  let done = 0;
  for await (const { number, text } of fileLines(path)) {
    const where = say(`第 ${number} 行`, `line ${number}`);
    const read = sendableLine(text, say);
    const status = 'line' in read ? statusOf(read.line) : undefined;
    if ('unfit' in read) {
      batches.reject(where, read.unfit);
    } else if (status && before.says(status) && !batches.holds(status.initiative)) {
      batches.unchanged(
        where,
        status.warnings.map((warning) => worded(warning, say)),
      );
    } else {
      // A line that repeats a waiting line is sent too, because only the answer tells whether that one is accepted.
      if (status) before.set(status, number);
      before.forget(await batches.add({ line: read.line, where, number, ...status }));
    }
    progress.update(++done);
  }
  await batches.flush();
  progress.stop();
}
