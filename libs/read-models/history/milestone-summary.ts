import type { Recorded } from '#event-sourcing/event.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import type { SummaryNames } from './summary-names.js';
import { reasonWords, type Words } from './words.js';

/** The facts about one milestone. */
export type MilestoneEvent = Extract<InitiativeEvent, { readonly data: { readonly milestoneId: string } }>;

export function milestoneSummary(event: Recorded<MilestoneEvent>, names: SummaryNames): Words {
  const milestone = names.milestone(event.stream.slice('initiative-'.length), event.data.milestoneId);
  const said = (zh: string, en: string): Words => ({ zh: `里程碑“${milestone}”${zh}。`, en: `Milestone “${milestone}” ${en}.` });
  switch (event.type) {
    case 'MilestonePlanned': {
      const { title, due } = event.data;
      return { zh: `计划里程碑“${title}”，到期日 ${due}。`, en: `Milestone “${title}” was planned for ${due}.` };
    }
    case 'MilestoneRetitled':
      return said(`更名为“${event.data.title}”`, `was retitled “${event.data.title}”`);
    case 'MilestoneReweighed':
      return said(`权重改为 ${event.data.weight}：${event.data.reason}`, `was given the weight ${event.data.weight}: ${event.data.reason}`);
    case 'MilestoneRescheduled': {
      const { from, forecast, reasonCode, reason } = event.data;
      return said(
        `预测日期由 ${from} 改为 ${forecast}（${reasonWords[reasonCode].zh}）：${reason}`,
        `was rescheduled from ${from} to ${forecast} (${reasonWords[reasonCode].en}): ${reason}`,
      );
    }
    case 'ForecastConfirmed':
      return said(`确认预测日期 ${event.data.forecast}`, `was confirmed for ${event.data.forecast}`);
    case 'MilestoneAchieved':
      return said(`于 ${event.data.on} 达成`, `was achieved on ${event.data.on}`);
    case 'MilestoneReopened':
      return said(`重新打开：${event.data.reason}`, `was reopened: ${event.data.reason}`);
    case 'MilestoneDescoped':
      return said(`移出范围：${event.data.reason}`, `was descoped: ${event.data.reason}`);
    case 'MilestoneRestored':
      return said(`恢复：${event.data.reason}`, `was restored: ${event.data.reason}`);
  }
}
