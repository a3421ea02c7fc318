import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Loss } from '#event-sourcing/store/installation.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import type { HighWater } from './high-water.js';

/** The files that a data folder contained before any of them was opened or created. */
export interface Traces {
  readonly events: boolean;
  readonly views: boolean;
  readonly vault: boolean;
  readonly mark: HighWater | 'unreadable' | undefined;
}

/** Whether the file exists and has content. An empty file has never been written, or was truncated. */
export const isThere = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;

export const tracesIn = (folder: string, mark: Traces['mark']): Traces => ({
  events: isThere(join(folder, 'events.sqlite')),
  views: existsSync(join(folder, 'views.sqlite')),
  vault: isThere(join(folder, 'vault.sqlite')),
  mark,
});

/** The head of the event file as it is now. */
export interface Present {
  readonly head: Position | null;
  /** The id of the event at a position; undefined: there is none. */
  readonly idAt: (position: Position) => string | undefined;
}

/** What existed and is gone, compared with the high-water mark and the other files. The views are compared later, when they are opened. */
export function lossesOf({ events, views, vault, mark }: Traces, { head, idAt }: Present): Loss[] {
  const losses: Loss[] = [];
  if (mark === 'unreadable') losses.push({ kind: 'HIGH_WATER_UNREADABLE' });
  const remembered = mark === 'unreadable' ? undefined : mark;
  const position = remembered?.position ?? null;
  if (!events && (position !== null || views)) losses.push({ kind: 'STORE_MISSING', remembered: position });
  else if (position !== null && (head === null || head < position))
    losses.push({ kind: 'STORE_BEHIND', remembered: position, present: head });
  else if (position !== null && idAt(position) !== remembered?.id) losses.push({ kind: 'STORE_DIFFERS', remembered: position });
  // A process that creates views also opens the vault, so views without a vault mean that the vault was lost.
  if (!vault && (remembered?.vault ?? (head !== null && views))) losses.push({ kind: 'VAULT_MISSING' });
  return losses;
}

const at = (position: Position | null): string => (position === null ? 'none' : `position ${position}`);

const atZh = (position: Position | null): string => (position === null ? '无' : `位置 ${position}`);

/** Describes a loss to the person who starts the program. */
function found(loss: Loss): readonly [en: string, zh: string] {
  switch (loss.kind) {
    case 'STORE_MISSING':
      return [
        `events.sqlite is missing beside what was made from it; the last event that is remembered is ${at(loss.remembered)}`,
        `缺少 events.sqlite，而由它生成的文件还在；所记得的最后一个事件：${atZh(loss.remembered)}`,
      ];
    case 'STORE_BEHIND':
      return [
        `events.sqlite ends at ${at(loss.present)}, but events up to ${at(loss.remembered)} were acknowledged: events.sqlite-wal was deleted, or an older copy was put back`,
        `events.sqlite 止于${atZh(loss.present)}，但直到${atZh(loss.remembered)}的事件都曾确认：events.sqlite-wal 被删除，或放回了较旧的副本`,
      ];
    case 'STORE_DIFFERS':
      return [
        `events.sqlite has another event at ${at(loss.remembered)} than the one that was acknowledged there: it is another store, or an older copy that went on`,
        `events.sqlite 在${atZh(loss.remembered)}上不是当时确认的事件：这是另一个存储，或是继续运行过的较旧副本`,
      ];
    case 'VIEWS_AHEAD':
      return [
        `views.sqlite has passed events up to ${at(loss.remembered)} that events.sqlite, which ends at ${at(loss.present)}, does not have`,
        `views.sqlite 已处理到${atZh(loss.remembered)}，而 events.sqlite 止于${atZh(loss.present)}，没有这些事件`,
      ];
    case 'EVENTS_MISSING':
      return [
        `events.sqlite has no events from ${at(loss.from)} to ${at(loss.to)}`,
        `events.sqlite 缺少从${atZh(loss.from)}到${atZh(loss.to)}的事件`,
      ];
    case 'HIGH_WATER_UNREADABLE':
      return [
        'high-water.json, which remembers how far the events had come, cannot be read',
        'high-water.json 无法读取，它记着事件记录到了哪里',
      ];
    case 'VAULT_MISSING':
      return ["vault.sqlite is missing: people's names and all tokens are in it", '缺少 vault.sqlite：人员姓名与全部令牌都在其中'];
  }
}

/** The error with which a start is refused, with what to do. */
export function lossError(folder: string, losses: readonly Loss[]): EventStoreError {
  const code = losses.every(({ kind }) => kind === 'VAULT_MISSING') ? 'VAULT_MISSING' : 'STORE_BEHIND';
  const [whats, whatsZh] = [0, 1].map((of) => losses.map((loss) => `  - ${found(loss)[of]!}`).join('\n'));
  return new EventStoreError(
    code,
    `something is missing in the data folder ${folder}, so nothing was started:\n${whats}\n` +
      'Put the newest copy of the whole folder back, or of what is missing. Keep views.sqlite: it shows how far the events had come. ' +
      'To go on without what is missing, start once with --accept-loss: that is recorded as an event.',
    false,
    `数据目录 ${folder} 中有东西缺失，因此没有启动：\n${whatsZh}\n` +
      '请放回整个目录的最新副本，或所缺的部分。请保留 views.sqlite：从中可知事件曾记录到何处。' +
      '若须在缺失的情况下继续，请用 --accept-loss 启动一次：此事会记录为事件。',
  );
}
