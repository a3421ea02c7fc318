import type { Recorded } from '#event-sourcing/event.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import type { Summaries } from './summaries.js';
import type { SummaryNames } from './summary-names.js';
import { reasonWords, withReason, type Words } from './words.js';

/** The events about one milestone. */
export type MilestoneEvent = Extract<InitiativeEvent, { readonly data: { readonly milestoneId: string } }>;

/** Makes a sentence about the milestone of an event; names the initiative, because many milestones have the same title. */
function said({ stream, revision, data }: Recorded<MilestoneEvent>, names: SummaryNames, zh: string, en: string): Words {
  const id = stream.slice('initiative-'.length);
  const initiative = names.initiative(id, revision);
  const milestone = names.milestone(id, data.milestoneId, revision);
  return { zh: `举措“${initiative}”的里程碑“${milestone}”${zh}。`, en: `Milestone “${milestone}” of “${initiative}” ${en}.` };
}

const saidWhy = withReason(said);

export const milestoneSummaries: Summaries<MilestoneEvent> = {
  MilestonePlanned: ({ stream, revision, data: { title, due } }, names) => {
    const initiative = names.initiative(stream.slice('initiative-'.length), revision);
    return {
      zh: `举措“${initiative}”新增里程碑“${title}”，到期日 ${due}。`,
      en: `Milestone “${title}” of “${initiative}” was planned for ${due}.`,
    };
  },
  MilestoneRetitled: (event, names) => said(event, names, `更名为“${event.data.title}”`, `was retitled “${event.data.title}”`),
  MilestoneReweighed: (event, names) => {
    const { weight } = event.data;
    return saidWhy(event, names, `的权重改为 ${weight}`, `was given the weight ${weight}`);
  },
  MilestoneRescheduled: (event, names) => {
    const { from, forecast, reasonCode } = event.data;
    const { zh, en } = reasonWords[reasonCode];
    if (from === forecast) return saidWhy(event, names, `的预测日期仍为 ${forecast}（${zh}）`, `keeps its forecast of ${forecast} (${en})`);
    return saidWhy(event, names, `的预测日期由 ${from} 改为 ${forecast}（${zh}）`, `was rescheduled from ${from} to ${forecast} (${en})`);
  },
  ForecastConfirmed: (event, names) =>
    said(event, names, `已确认可按 ${event.data.forecast} 完成`, `was confirmed as still on track for ${event.data.forecast}`),
  MilestoneAchieved: (event, names) => said(event, names, `于 ${event.data.on} 达成`, `was achieved on ${event.data.on}`),
  MilestoneReopened: (event, names) => saidWhy(event, names, '已重新打开', 'was reopened'),
  MilestoneDescoped: (event, names) => saidWhy(event, names, '已移出范围', 'was descoped'),
  MilestoneRestored: (event, names) => saidWhy(event, names, '已恢复', 'was restored'),
};
