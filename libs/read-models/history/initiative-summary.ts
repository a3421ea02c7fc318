import type { Recorded } from '#event-sourcing/event.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { milestoneSummary, type MilestoneEvent } from './milestone-summary.js';
import type { SummaryNames } from './summary-names.js';
import { pillarWords, type Words } from './words.js';

export function initiativeSummary(event: Recorded<InitiativeEvent>, names: SummaryNames): Words {
  const initiative = names.initiative(event.stream.slice('initiative-'.length));
  const said = (zh: string, en: string): Words => ({ zh: `举措“${initiative}”${zh}。`, en: `Initiative “${initiative}” ${en}.` });
  switch (event.type) {
    case 'InitiativeLaunched': {
      const { title, pillar, owner } = event.data;
      const by =
        owner === undefined ? { zh: '', en: '' } : { zh: `，由 ${names.person(owner)} 负责`, en: `, owned by ${names.person(owner)}` };
      return {
        zh: `在“${pillarWords[pillar].zh}”支柱下启动举措“${title}”${by.zh}。`,
        en: `Initiative “${title}” was launched under ${pillarWords[pillar].en}${by.en}.`,
      };
    }
    case 'InitiativeRetitled':
      return said(`更名为“${event.data.title}”`, `was retitled “${event.data.title}”`);
    case 'InitiativeMoved': {
      const { pillar, element, unit, reason } = event.data;
      const place = [element, unit].filter((part) => part !== undefined).join(', ');
      return said(
        `移至“${pillarWords[pillar].zh}”支柱${place && `（${place}）`}：${reason}`,
        `was moved to ${pillarWords[pillar].en}${place && ` (${place})`}: ${reason}`,
      );
    }
    case 'InitiativeReweighed':
      return said(`权重改为 ${event.data.weight}：${event.data.reason}`, `was given the weight ${event.data.weight}: ${event.data.reason}`);
    case 'OwnerAssigned': {
      const { owner, effectiveOn } = event.data;
      return owner === null
        ? said(`自 ${effectiveOn} 起无负责人`, `has no owner from ${effectiveOn}`)
        : said(`自 ${effectiveOn} 起由 ${names.person(owner)} 负责`, `is owned by ${names.person(owner)} from ${effectiveOn}`);
    }
    case 'InitiativePaused': {
      const { reason, until } = event.data;
      return said(
        `暂停${until === undefined ? '' : `至 ${until}`}：${reason}`,
        `was paused${until === undefined ? '' : ` until ${until}`}: ${reason}`,
      );
    }
    case 'InitiativeResumed':
      return said('恢复', 'was resumed');
    case 'InitiativeCompleted':
      return said('完成', 'was completed');
    case 'InitiativeCancelled':
      return said(`取消：${event.data.reason}`, `was cancelled: ${event.data.reason}`);
    case 'InitiativeReopened':
      return said(`重新打开：${event.data.reason}`, `was reopened: ${event.data.reason}`);
    case 'RebaselineProposed':
      return said(
        `提议调整 ${event.data.changes.length} 个里程碑的基线：${event.data.reason}`,
        `got a proposal to re-baseline ${count(event.data.changes.length)}: ${event.data.reason}`,
      );
    case 'RebaselineApproved':
      return said(
        `的 ${event.data.changes.length} 个里程碑基线调整获批`,
        `got its re-baseline of ${count(event.data.changes.length)} approved`,
      );
    case 'RebaselineRejected':
      return said(`的基线调整被否决：${event.data.reason}`, `got its re-baseline rejected: ${event.data.reason}`);
    default:
      return milestoneSummary(event satisfies Recorded<MilestoneEvent>, names);
  }
}

const count = (milestones: number): string => (milestones === 1 ? '1 milestone' : `${milestones} milestones`);
