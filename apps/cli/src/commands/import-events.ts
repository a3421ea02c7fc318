import type { Command } from 'commander';
import { statSync } from 'node:fs';
import type { VaultContents } from '#identity/vault/vault-transfer.js';
import { EVENTS, MAX_EVENT_LINE } from '../events/file/event-record.js';
import { checked, importEvents, verify } from '../events/import-events.js';
import { sealedRecords, type End } from '../events/file/sealed-lines.js';
import type { OpenedTarget } from '../events/stores.js';
import { about, assertFile, measuredLines, settingsOf, type VaultOption, vaultPath } from '../events/file/transfer-files.js';
import { assertFillable, vaultIn } from '../events/file/vault-records.js';
import { fileLines } from '../history/file-lines.js';
import { row } from '#application/starting/escaped.js';
import { megabytes } from '../output/progress.js';
import type { Terminal } from '../terminal.js';

/** Adds `import events`. @param group the command `import` */
export function addImportEvents(group: Command, terminal: Terminal): void {
  const { say } = terminal;
  group
    .command('events')
    .description(
      say(
        '把 `export events` 写的文件导入空的存储（EVENKEEL_DATA，或 EVENTSTORE_URL 与 DATABASE_URL）：先检查整个文件，再按次序追加，最后读回逐个核对。中断后再次运行会接着完成；目标含有别的内容则被拒绝。',
        'carry a file that `export events` wrote into an empty store (EVENKEEL_DATA, or EVENTSTORE_URL with DATABASE_URL): the whole file is checked, then appended in its order, then read back and compared event by event. After an interruption, running it again finishes the work; a target that holds anything else is refused.',
      ),
    )
    .argument('<file>', say('事件文件', 'the file of events'))
    .option(
      '--vault <file>',
      say(
        '姓名与令牌哈希的文件；缺省为 NAME.ndjson 旁边的 NAME.vault.ndjson',
        'the file of names and token hashes; left out: NAME.vault.ndjson beside NAME.ndjson',
      ),
    )
    .option('--no-vault', say('不导入姓名与令牌哈希', 'leave names and token hashes out'))
    .action((file: string, options: VaultOption) => run(file, vaultPath(file, options), terminal).finally(() => terminal.progress.stop()));
}

async function run(file: string, vaultFile: string | undefined, terminal: Terminal): Promise<void> {
  const settings = settingsOf(terminal);
  assertFile(file, terminal);
  const given = vaultFile === undefined ? undefined : await readVault(vaultFile, terminal);
  const end = await check(file, terminal);
  const { openTarget } = await import('../events/stores.js');
  const target = await openTarget(settings);
  try {
    if (given) await about(vaultFile!, terminal, async () => assertFillable(await target.vault.transfer.contents(), given));
    await Promise.race([target.held, about(file, terminal, () => carry(file, end, target, terminal))]);
    if (given) await takeVault(given, target, terminal);
  } finally {
    await target.close();
  }
}

async function carry(file: string, end: End, { events }: OpenedTarget, terminal: Terminal): Promise<void> {
  const { say, progress } = terminal;
  const records = () => sealedRecords(fileLines(file, MAX_EVENT_LINE), EVENTS);
  progress.start(say('导入', 'Importing'), end.count);
  const present = await importEvents(records(), events, (done) => progress.update(done));
  progress.start(say('核对', 'Verifying'), end.count);
  await verify(records(), events, (done) => progress.update(done));
  progress.stop();
  terminal.print(row(say('事件', 'events'), end.count));
  terminal.print(row(say('已在目标中', 'there before'), present));
  terminal.print(row('sha256', end.sha256));
}

async function takeVault(given: VaultContents, { vault }: OpenedTarget, terminal: Terminal): Promise<void> {
  const { say } = terminal;
  await vault.transfer.take(given);
  terminal.print(row(say('姓名', 'names'), given.names.length));
  terminal.print(row(say('令牌', 'tokens'), given.tokens.length + given.access_tokens.length));
  terminal.print(row(say('人员', 'people'), given.accounts.length));
}

async function check(file: string, terminal: Terminal): Promise<End> {
  const { say, progress } = terminal;
  progress.start(say('检查文件', 'Checking the file'), statSync(file).size, megabytes);
  const lines = measuredLines(file, MAX_EVENT_LINE, (done) => progress.update(done));
  const end = await about(file, terminal, () => checked(sealedRecords(lines, EVENTS)));
  progress.stop();
  return end;
}

async function readVault(file: string, terminal: Terminal): Promise<VaultContents> {
  assertFile(file, terminal);
  return about(file, terminal, () => vaultIn(fileLines(file)));
}
