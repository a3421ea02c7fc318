import type { Recorded } from '#event-sourcing/event.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { milestoneSummaries } from './milestone-summaries.js';
import type { Summaries } from './summaries.js';
import type { SummaryNames } from './summary-names.js';
import { amidst, pillarWords, type Words } from './words.js';

const nameOf = ({ stream, revision }: Recorded<InitiativeEvent>, names: SummaryNames): string =>
  names.initiative(stream.slice('initiative-'.length), revision);

/** A sentence about the initiative of an event. */
function said(event: Recorded<InitiativeEvent>, names: SummaryNames, zh: string, en: string): Words {
  const name = nameOf(event, names);
  return { zh: `举措“${name}”${zh}。`, en: `Initiative “${name}” ${en}.` };
}

export const initiativeSummaries: Summaries<InitiativeEvent> = {
  InitiativeLaunched: ({ data: { title, pillar, owner } }, names) => {
    const by =
      owner === undefined ? { zh: '', en: '' } : { zh: `，由${amidst(names.person(owner))}负责`, en: `, owned by ${names.person(owner)}` };
    return {
      zh: `在“${pillarWords[pillar].zh}”支柱下启动举措“${title}”${by.zh}。`,
      en: `Initiative “${title}” was launched under ${pillarWords[pillar].en}${by.en}.`,
    };
  },
  InitiativeRetitled: (event, names) => said(event, names, `更名为“${event.data.title}”`, `was retitled “${event.data.title}”`),
  InitiativeMoved: (event, names) => {
    const { pillar, element, unit, reason } = event.data;
    const place = [element, unit].filter((part) => part !== undefined).join(', ');
    return said(
      event,
      names,
      `移至“${pillarWords[pillar].zh}”支柱${place && `（${place}）`}：${reason}`,
      `was moved to ${pillarWords[pillar].en}${place && ` (${place})`}: ${reason}`,
    );
  },
  InitiativeReweighed: (event, names) => {
    const { weight, reason } = event.data;
    return said(event, names, `权重改为 ${weight}：${reason}`, `was given the weight ${weight}: ${reason}`);
  },
  OwnerAssigned: (event, names) => {
    const { owner, effectiveOn } = event.data;
    return owner === null
      ? said(event, names, `自 ${effectiveOn} 起无负责人`, `has no owner from ${effectiveOn}`)
      : said(
          event,
          names,
          `自 ${effectiveOn} 起由${amidst(names.person(owner))}负责`,
          `is owned by ${names.person(owner)} from ${effectiveOn}`,
        );
  },
  InitiativePaused: (event, names) => {
    const { reason, until } = event.data;
    return said(
      event,
      names,
      `暂停${until === undefined ? '' : `至 ${until}`}：${reason}`,
      `was paused${until === undefined ? '' : ` until ${until}`}: ${reason}`,
    );
  },
  InitiativeResumed: (event, names) => said(event, names, '已恢复', 'was resumed'),
  InitiativeCompleted: (event, names) => said(event, names, '已完成', 'was completed'),
  InitiativeCancelled: (event, names) => said(event, names, `已取消：${event.data.reason}`, `was cancelled: ${event.data.reason}`),
  InitiativeReopened: (event, names) => said(event, names, `已重新打开：${event.data.reason}`, `was reopened: ${event.data.reason}`),
  RebaselineProposed: (event, names) => {
    const { changes, reason } = event.data;
    return {
      zh: `提议调整举措“${nameOf(event, names)}”的 ${changes.length} 个里程碑的基线：${reason}。`,
      en: `A re-baseline of ${count(changes.length)} was proposed for “${nameOf(event, names)}”: ${reason}.`,
    };
  },
  RebaselineApproved: (event, names) => ({
    zh: `举措“${nameOf(event, names)}”的 ${event.data.changes.length} 个里程碑的基线调整获批。`,
    en: `The re-baseline of ${count(event.data.changes.length)} of “${nameOf(event, names)}” was approved.`,
  }),
  RebaselineRejected: (event, names) => ({
    zh: `举措“${nameOf(event, names)}”的基线调整被驳回：${event.data.reason}。`,
    en: `The re-baseline of “${nameOf(event, names)}” was rejected: ${event.data.reason}.`,
  }),
  ...milestoneSummaries,
};

const count = (milestones: number): string => (milestones === 1 ? '1 milestone' : `${milestones} milestones`);
