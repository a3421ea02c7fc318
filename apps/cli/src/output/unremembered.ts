import type { Say } from '#application/starting/language.js';

/**
 * The warning about a missing high-water.json beside events, printed by a command that reads or opens the store: an api that starts later
 * finds a new one.
 */
export const unremembered = (say: Say): string =>
  say(
    '缺少 high-water.json：无从判断末尾的事件是否丢失，请与最近的备份核对事件数',
    'there is no high-water.json: whether the last events are gone cannot be told. Compare the number of events with the last backup',
  );
