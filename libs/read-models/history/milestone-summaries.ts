import type { Recorded } from '#event-sourcing/event.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import type { Summaries } from './summaries.js';
import type { SummaryNames } from './summary-names.js';
import { reasonWords, type Words } from './words.js';

/** The facts about one milestone. */
export type MilestoneEvent = Extract<InitiativeEvent, { readonly data: { readonly milestoneId: string } }>;

/** A sentence about the milestone of an event. */
function said({ stream, revision, data }: Recorded<MilestoneEvent>, names: SummaryNames, zh: string, en: string): Words {
  const milestone = names.milestone(stream.slice('initiative-'.length), data.milestoneId, revision);
  return { zh: `里程碑“${milestone}”${zh}。`, en: `Milestone “${milestone}” ${en}.` };
}

export const milestoneSummaries: Summaries<MilestoneEvent> = {
  MilestonePlanned: ({ data: { title, due } }) => ({
    zh: `计划里程碑“${title}”，到期日 ${due}。`,
    en: `Milestone “${title}” was planned for ${due}.`,
  }),
  MilestoneRetitled: (event, names) => said(event, names, `更名为“${event.data.title}”`, `was retitled “${event.data.title}”`),
  MilestoneReweighed: (event, names) => {
    const { weight, reason } = event.data;
    return said(event, names, `权重改为 ${weight}：${reason}`, `was given the weight ${weight}: ${reason}`);
  },
  MilestoneRescheduled: (event, names) => {
    const { from, forecast, reasonCode, reason } = event.data;
    const { zh, en } = reasonWords[reasonCode];
    if (from === forecast)
      return said(event, names, `预测日期仍为 ${forecast}（${zh}）：${reason}`, `keeps its forecast of ${forecast} (${en}): ${reason}`);
    return said(
      event,
      names,
      `预测日期由 ${from} 改为 ${forecast}（${zh}）：${reason}`,
      `was rescheduled from ${from} to ${forecast} (${en}): ${reason}`,
    );
  },
  ForecastConfirmed: (event, names) =>
    said(event, names, `确认可按 ${event.data.forecast} 完成`, `was confirmed as still on track for ${event.data.forecast}`),
  MilestoneAchieved: (event, names) => said(event, names, `于 ${event.data.on} 达成`, `was achieved on ${event.data.on}`),
  MilestoneReopened: (event, names) => said(event, names, `已重新打开：${event.data.reason}`, `was reopened: ${event.data.reason}`),
  MilestoneDescoped: (event, names) => said(event, names, `移出范围：${event.data.reason}`, `was descoped: ${event.data.reason}`),
  MilestoneRestored: (event, names) => said(event, names, `已恢复：${event.data.reason}`, `was restored: ${event.data.reason}`),
};
