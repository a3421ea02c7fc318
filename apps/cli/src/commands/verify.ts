import type { Command } from 'commander';
import { row } from '#application/starting/escaped.js';
import { placeOf, type Fault } from '#event-sourcing/store/event-damaged.js';
import type { Loss } from '#event-sourcing/store/installation.js';
import { settingsOf } from '../events/file/transfer-files.js';
import type { Verified } from '../events/verifying/verify-store.js';
import { Failure } from '../failure.js';
import type { Say } from '#application/starting/language.js';
import { unremembered } from '../output/unremembered.js';
import type { Terminal } from '../terminal.js';

export function addVerify(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  program
    .command('verify')
    .description(
      say(
        '从头到尾读取全部事件，检查校验和、位置与修订号，并与视图中的日志核对；不作任何改动，api 运行时或只读副本上也可以。有问题时退出码为 1。',
        'read every event from the first to the last and check checksums, positions and revisions, and the journal of the views against them. It changes nothing, and works while an api runs and on a read-only copy. Exits with 1 where something is wrong.',
      ),
    )
    .action(() => run(terminal).finally(() => terminal.progress.stop()));
}

async function run(terminal: Terminal): Promise<void> {
  const { say, progress } = terminal;
  const settings = settingsOf(terminal);
  const { verifyFolder, verifyStore } = await import('../events/verifying/verify-store.js');
  let started = false;
  const onProgress = (done: number, total: number | undefined): void => {
    if (!started) progress.start(say('核对', 'Verifying'), total);
    started = true;
    progress.update(done);
  };
  let verified: Verified;
  if (settings.get('EVENTSTORE_URL') === undefined) verified = await verifyFolder(settings.get('EVENKEEL_DATA') ?? './data', onProgress);
  else {
    const { openSource } = await import('../events/stores.js');
    const source = await openSource(settings);
    try {
      verified = await verifyStore(source.events, onProgress);
    } finally {
      await source.close();
    }
  }
  progress.stop();
  const problems = problemsOf(verified, say);
  terminal.print(row(say('事件', 'events'), verified.events));
  terminal.print(row(say('流', 'streams'), verified.streams));
  terminal.print(row('sha256', verified.sha256));
  if (verified.folder?.checksums === false)
    terminal.print(
      say(
        '校验和\t无：该存储由旧版本写入，首次启动时补上；此前改动的值无法发现',
        'checksums\tnone: an older version wrote this store. The first start adds them; a value that was changed before cannot be told',
      ),
    );
  if (verified.folder?.unremembered) terminal.print(row(say('提示', 'warning'), unremembered(say)));
  for (const problem of problems) terminal.print(row(say('问题', 'problem'), problem));
  if (problems.length === 0) return terminal.print(say('完好', 'sound'));
  throw new Failure(
    say(
      '存储不完好：从备份恢复整个数据目录；保留 views.sqlite，从中可知事件曾记录到何处',
      'The store is not sound: put a backup of the whole data folder back, and keep views.sqlite, which shows how far the events had come',
    ),
  );
}

const kinds: Readonly<Record<Fault['kind'], readonly [zh: string, en: string]>> = {
  CHECKSUM: ['事件与记录时不同（校验和不符）', 'the event is not as it was recorded (its checksum does not fit)'],
  JSON: ['事件的 JSON 无法读取', 'the JSON of the event cannot be read'],
  GAP: ['缺少事件', 'an event is missing'],
};

const losses: Readonly<Record<Loss['kind'], readonly [zh: string, en: string]>> = {
  STORE_MISSING: ['缺少 events.sqlite', 'events.sqlite is missing'],
  STORE_BEHIND: ['存储止于已确认的事件之前', 'the store ends before what was acknowledged'],
  STORE_DIFFERS: ['存储在已确认的位置上是另一个事件', 'the store has another event where one was acknowledged'],
  VIEWS_AHEAD: ['视图包含存储没有的事件', 'the views have passed events that the store does not have'],
  EVENTS_MISSING: ['缺少事件', 'events are missing'],
  HIGH_WATER_UNREADABLE: ['high-water.json 无法读取', 'high-water.json cannot be read'],
  VAULT_MISSING: ['缺少 vault.sqlite（姓名与令牌）', 'vault.sqlite (names and tokens) is missing'],
};

function problemsOf({ faults, faultCount, folder }: Verified, say: Say): string[] {
  const problems = faults.map((fault) => `${say(...kinds[fault.kind])}${say('：', ': ')}${placeOf(fault)}`);
  if (faultCount > faults.length) problems.push(say(`另有 ${faultCount - faults.length} 处`, `${faultCount - faults.length} more`));
  for (const loss of folder?.losses ?? []) {
    const { kind } = loss;
    const remembered = 'remembered' in loss ? ` (${loss.remembered ?? '-'})` : '';
    problems.push(`${say(...losses[kind])}${remembered}`);
  }
  for (const finding of folder?.structure ?? []) problems.push(`${say('文件结构：', 'file structure: ')}${finding}`);
  const [first] = folder?.journal ?? [];
  if (first !== undefined)
    problems.push(
      say(
        `视图中的日志与事件不同，首处：位置 ${first}。先保留 views.sqlite 并与备份核对两者；确认事件无误后才重建 journal`,
        `the journal of the views differs from the events, first at position ${first}: keep views.sqlite, compare both with a backup, and rebuild journal only where the events are the ones that are right`,
      ),
    );
  return problems;
}
