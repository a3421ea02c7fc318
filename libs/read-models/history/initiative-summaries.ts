import type { Recorded } from '#event-sourcing/event.js';
import { ELEMENTS } from '#domain/elements.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { milestoneSummaries } from './milestone-summaries.js';
import type { Summaries } from './summaries.js';
import type { SummaryNames } from './summary-names.js';
import { amidst, pillarWords, withReason, type Words } from './words.js';

const nameOf = ({ stream, revision }: Recorded<InitiativeEvent>, names: SummaryNames): string =>
  names.initiative(stream.slice('initiative-'.length), revision);

/** Makes a sentence about the initiative of an event. */
function said(event: Recorded<InitiativeEvent>, names: SummaryNames, zh: string, en: string): Words {
  const name = nameOf(event, names);
  return { zh: `举措“${name}”${zh}。`, en: `Initiative “${name}” ${en}.` };
}

const saidWhy = withReason(said);

/** The place of an initiative in its pillar: the element's name in the catalogue, then the unit. */
function placeOf(element: string | undefined, unit: string | undefined): Words {
  const known = ELEMENTS.find(({ key }) => key === element);
  const zh = [known?.nameZh ?? element, unit].filter((part) => part !== undefined).join('，');
  const en = [known?.nameEn ?? element, unit].filter((part) => part !== undefined).join(', ');
  return { zh: zh && `（${zh}）`, en: en && ` (${en})` };
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
    const { pillar, element, unit } = event.data;
    const place = placeOf(element, unit);
    const { zh, en } = pillarWords[pillar];
    return saidWhy(event, names, `已移至“${zh}”支柱${place.zh}`, `was moved to ${en}${place.en}`);
  },
  InitiativeReweighed: (event, names) => {
    const { weight } = event.data;
    return saidWhy(event, names, `的权重改为 ${weight}`, `was given the weight ${weight}`);
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
    const { until } = event.data;
    return until === undefined
      ? saidWhy(event, names, '已暂停', 'was paused')
      : saidWhy(event, names, `已暂停（至 ${until}）`, `was paused until ${until}`);
  },
  InitiativeResumed: (event, names) => said(event, names, '已恢复', 'was resumed'),
  InitiativeCompleted: (event, names) => said(event, names, '已完成', 'was completed'),
  InitiativeCancelled: (event, names) => saidWhy(event, names, '已取消', 'was cancelled'),
  InitiativeReopened: (event, names) => saidWhy(event, names, '已重新打开', 'was reopened'),
  RebaselineProposed: (event, names) => {
    const { changes, reason } = event.data;
    return {
      zh: `提议调整举措“${nameOf(event, names)}”的 ${changes.length} 个里程碑的基线：${reason}。`,
      en: `A re-baseline of ${count(changes.length)} was proposed for “${nameOf(event, names)}”: ${reason}.`,
    };
  },
  RebaselineApproved: (event, names) => ({
    zh: `举措“${nameOf(event, names)}”的 ${event.data.changes.length} 个里程碑的基线调整已获批准。`,
    en: `The re-baseline of ${count(event.data.changes.length)} of “${nameOf(event, names)}” was approved.`,
  }),
  RebaselineRejected: (event, names) => ({
    zh: `举措“${nameOf(event, names)}”的基线调整已被驳回：${event.data.reason}。`,
    en: `The re-baseline of “${nameOf(event, names)}” was rejected: ${event.data.reason}.`,
  }),
  ...milestoneSummaries,
};

const count = (milestones: number): string => (milestones === 1 ? '1 milestone' : `${milestones} milestones`);
