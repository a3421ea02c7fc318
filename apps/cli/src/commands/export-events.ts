import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { EVENTS, MAX_EVENT_LINE } from '../events/file/event-record.js';
import { exportEvents, type Exported } from '../events/export-events.js';
import { checked } from '../events/import-events.js';
import { PartFile } from '../events/file/part-file.js';
import { sealedRecords } from '../events/file/sealed-lines.js';
import type { OpenedSource } from '../events/stores.js';
import { about, settingsOf, type VaultOption, vaultPath } from '../events/file/transfer-files.js';
import { vaultIn, vaultText } from '../events/file/vault-records.js';
import { Failure } from '../failure.js';
import { row } from '#application/starting/escaped.js';
import { fileLines } from '../history/file-lines.js';
import { unremembered } from '../output/unremembered.js';
import type { Terminal } from '../terminal.js';

export function addExport(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  program
    .command('export')
    .description(say('导出数据', 'export data'))
    .command('events')
    .description(
      say(
        '把全部事件按次序写入一个文件（NDJSON，一行一个事件），姓名与令牌哈希写入旁边的另一个文件。api 运行时也可以，但之后记录的事件不在文件中：迁移前请先停止它。',
        'write every event in its order to a file (NDJSON, an event a line), and names and token hashes to another beside it. It works while an api runs, but what that records later is not in the file: stop it before you move.',
      ),
    )
    .argument('<file>', say('要写的文件', 'the file to write'))
    .option(
      '--vault <file>',
      say(
        '姓名与令牌哈希的文件；缺省为 NAME.ndjson 旁边的 NAME.vault.ndjson',
        'the file for names and token hashes; left out: NAME.vault.ndjson beside NAME.ndjson',
      ),
    )
    .option('--no-vault', say('不导出姓名与令牌哈希', 'leave names and token hashes out'))
    .action((file: string, options: VaultOption) => run(file, vaultPath(file, options), terminal));
}

async function run(file: string, vault: string | undefined, terminal: Terminal): Promise<void> {
  const { say, progress } = terminal;
  const settings = settingsOf(terminal);
  assertWritable([file, ...(vault === undefined ? [] : [vault])], terminal);
  const { openSource } = await import('../events/stores.js');
  const source = await openSource(settings);
  try {
    const { events, sha256 } = await write(source, file, vault, terminal);
    progress.stop();
    terminal.print(row(say('事件', 'events'), events));
    terminal.print(row('sha256', sha256));
    const withNames = vault === undefined ? {} : { names: basename(vault) };
    if (!(await source.noteExport({ by: systemUser(), file: basename(file), events, sha256, ...withNames })))
      terminal.note(
        say(
          '导出未能记入安全日志：此处没有可写入的 vault.sqlite。',
          'The export is not in the security log: there is no vault.sqlite here that can be written.',
        ),
      );
    if (source.unremembered) terminal.note(unremembered(say));
    if (!source.alone)
      terminal.note(
        say(
          '其他进程可能正在使用该存储：它在导出开始之后记录的事件不在文件中。迁移前请停止它并重新导出。',
          'Another process may be at work on this store: what it has recorded since the export began is not in the file. Stop it and export again before you move.',
        ),
      );
  } finally {
    progress.stop();
    await source.close();
  }
}

/** The name by which the machine knows whoever runs this; a container may have none. */
function systemUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** @throws Failure if a file exists already, its folder does not, or both files are the same */
function assertWritable(paths: readonly string[], { say }: Terminal): void {
  for (const path of paths) {
    if (existsSync(path)) throw new Failure(say(`${path} 已存在，不会被替换`, `${path} is there already and is not replaced`), 2);
    if (!existsSync(dirname(resolve(path)))) throw new Failure(say(`没有目录 ${dirname(path)}`, `there is no folder ${dirname(path)}`), 2);
  }
  if (new Set(paths.map((path) => resolve(path))).size < paths.length)
    throw new Failure(say('事件与姓名、令牌哈希须写入不同的文件', 'events, and names and token hashes, go into two files'), 2);
}

/** Reads a file back as an import would: a backup that cannot be imported is useless. @throws Failure with its first fault */
async function verifyWritten(path: string, { events, sha256 }: Exported, terminal: Terminal): Promise<void> {
  const records = sealedRecords(fileLines(path, MAX_EVENT_LINE), EVENTS);
  const end = await about(path, terminal, () => checked(records, (done) => terminal.progress.update(done)));
  if (end.count === events && end.sha256 === sha256) return;
  throw new Failure(
    terminal.say(
      `${path}：读回的内容与写入的不同（${end.count} 个事件，${end.sha256}）`,
      `${path}: what is read back is not what was written (${end.count} events, ${end.sha256})`,
    ),
  );
}

/** Writes both files and gives them their final names only when both are complete. */
async function write(source: OpenedSource, file: string, vault: string | undefined, terminal: Terminal): Promise<Exported> {
  const { say, progress } = terminal;
  const files: PartFile[] = [];
  const begin = async (path: string): Promise<PartFile> => {
    const begun = await PartFile.begin(path);
    files.push(begun);
    return begun;
  };
  try {
    const events = await begin(file);
    progress.start(say('导出', 'Exporting'), source.count);
    const exported = await exportEvents(
      source.events,
      (text) => events.write(text),
      (done) => progress.update(done),
    );
    progress.start(say('核对', 'Verifying'), exported.events);
    await verifyWritten(await events.written(), exported, terminal);
    if (vault !== undefined) {
      const names = await begin(vault);
      await names.write(vaultText(await source.vault()));
      const written = await names.written();
      await about(written, terminal, () => vaultIn(fileLines(written)));
    }
    for (const begun of files.reverse()) await begun.finish();
    return exported;
  } catch (error) {
    for (const begun of files) await begun.discard();
    throw error;
  }
}
