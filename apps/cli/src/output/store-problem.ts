import type { EventStoreError } from '#event-sourcing/store/event-store.js';
import type { Say } from '#application/starting/language.js';

const meanings: Readonly<Record<EventStoreError['code'], string>> = {
  EVENT_DAMAGED: '有事件已损坏或缺失；请运行 evenkeel verify 查看全部，并从备份恢复',
  EVENT_TOO_LARGE: '事件过大',
  STALE_POSITION: '该位置属于另一个存储',
  STORE_BEHIND: '存储缺少曾经确认过的事件',
  STORE_CLOSED: '事件存储已关闭',
  STORE_DAMAGED: '事件文件已损坏；请运行 evenkeel verify，并从备份恢复',
  STORE_FULL: '磁盘已满，之前确认的内容都在',
  STORE_OWNED: '存储正被另一个 Evenkeel 进程使用，请先停止它',
  STORE_READ_ONLY: '存储只读，无法写入',
  STORE_UNAVAILABLE: '存储无法使用',
  VAULT_MISSING: '缺少姓名与令牌的文件 vault.sqlite',
};

/** The message about a store's error for people. */
export function storeProblem(error: EventStoreError, say: Say): string {
  const { code, message } = error;
  const zh = error.zh ?? `${meanings[code]} [${message}]`;
  return say(`${zh} (${code})`, `${message} (${code})`);
}
