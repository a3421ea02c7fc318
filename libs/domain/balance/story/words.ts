import type { Language } from '../../language.js';
import type { LocalDate } from '../../calendar.js';
import type { Pillar } from '../../pillars.js';
import type { Grade } from '../grades.js';
import type { LateMilestone } from './late-work.js';

/** The phrases of a story, one for each fact, so that both languages tell the same facts. */
export interface StoryWords {
  /** The first sentence of a story about a future day. */
  readonly foreseen: string;
  readonly noPlanYet: (on: LocalDate) => string;
  readonly nothingDueYet: (on: LocalDate) => string;
  readonly grade: (on: LocalDate, grade: Grade, cappedBy: Pillar | null) => string;
  /** @param days not negative; 0: on plan, or behind by less than a day */
  readonly standing: (pillar: Pillar, side: 'BEHIND' | 'AHEAD', days: number) => string;
  readonly noPlan: (pillar: Pillar) => string;
  readonly noMilestones: (pillar: Pillar) => string;
  readonly nothingPlanned: (since: LocalDate) => string;
  readonly shortOfPlan: (percent: number, since: LocalDate) => string;
  /** @param people phrases that name the people concerned */
  readonly late: (count: number, oldest: LateMilestone, people: readonly string[]) => string;
  readonly unowned: string;
  readonly owner: (person: string) => string;
  readonly lateSince: (baseline: LocalDate) => string;
  readonly lead: (person: string) => string;
  readonly planMore: (pillars: readonly Pillar[]) => string;
  readonly finish: (count: number, oldest: LateMilestone, pillar: Pillar) => string;
  readonly finishOldest: (pillar: Pillar) => string;
  /** Joins clauses, leaving out empty ones, and a clause about people. */
  readonly sentence: (clauses: readonly string[], people: string) => string;
}

const EN: Readonly<Record<Pillar, string>> = {
  LEADERSHIP: 'Leadership',
  CULTURE: 'Culture',
  PROCESS: 'Process',
  TECHNOLOGY: 'Technology',
};
const ZH: Readonly<Record<Pillar, string>> = { LEADERSHIP: '领导力', CULTURE: '文化', PROCESS: '流程', TECHNOLOGY: '技术' };
const small = (pillar: Pillar): string => EN[pillar].toLowerCase();
const inEnglish = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const daysOf = (days: number): string => `${days} day${days === 1 ? '' : 's'}`;

const en: StoryWords = {
  foreseen:
    'Looking ahead: what is forecast for today or later is done on its forecast, what is forecast for a day that is past stays undone, and phases are entered as planned.',
  noPlanYet: (on) => `There is no plan yet on ${on}: no pillar has a milestone, so there is no grade.`,
  nothingDueYet: (on) => `Nothing is due yet on ${on}, so there is no grade.`,
  grade: (on, { level, nameEn }, cappedBy) =>
    `On ${on} the balance is at grade ${level} of 10 (${nameEn.toLowerCase()})${cappedBy ? `, held down by ${small(cappedBy)}` : ''}.`,
  standing: (pillar, side, days) =>
    days > 0
      ? `${EN[pillar]} is ${daysOf(days)} ${side === 'AHEAD' ? 'ahead' : 'behind'}`
      : `${EN[pillar]} is ${side === 'AHEAD' ? 'on plan' : 'less than a day behind'}`,
  noPlan: (pillar) => `${EN[pillar]} has no plan yet`,
  noMilestones: (pillar) => `${EN[pillar]} has no plan yet, and the phases entered so far ask for none`,
  nothingPlanned: (since) => `nothing is planned for it in the phases entered so far, which have asked for work since ${since}`,
  shortOfPlan: (percent, since) =>
    `since ${since} the plan has fallen short of the minimum for the phases entered so far, now by ${percent}%`,
  late: (count, { title, initiative, baseline, withdrawn }, people) => {
    const which = `“${title}” of “${initiative}”`;
    const about = [`due ${baseline}`, ...(withdrawn ? ['descoped but still owed'] : []), ...people];
    return `${count === 1 ? `${which} is late` : `${count} milestones are late, the oldest is ${which}`} (${about.join(', ')})`;
  },
  lateSince: (baseline) => `the oldest late milestone was due on ${baseline}`,
  unowned: 'without an owner',
  owner: (person) => `owner ${person}`,
  lead: (person) => `pillar lead ${person}`,
  planMore: (pillars) => `What would help most: plan the missing ${inEnglish.format(pillars.map(small))} work.`,
  finish: (count, { title, initiative, withdrawn }, pillar) => {
    const release = withdrawn ? ', or have a re-baseline release it, since it was descoped' : '';
    return `What would help most: finish ${count === 1 ? '' : `the late ${small(pillar)} work, first `}“${title}” of “${initiative}”${release}.`;
  },
  finishOldest: (pillar) => `What would help most: finish the oldest late milestone of ${small(pillar)}.`,
  sentence: (clauses, people) => {
    const [first, ...rest] = clauses.filter((clause) => clause !== '');
    return `${first}${rest.length > 0 ? `: ${rest.join('; ')}` : ''}${people === '' ? '' : ` (${people})`}.`;
  },
};

const zh: StoryWords = {
  foreseen: '以下为前瞻：假定预测日期在今天及以后的工作按预测日期完成，预测日期已过的仍未完成，各阶段按计划进入。',
  noPlanYet: (on) => `截至 ${on} 尚无计划：四大支柱都没有里程碑，暂不评级。`,
  nothingDueYet: (on) => `截至 ${on} 尚无到期的里程碑，暂不评级。`,
  grade: (on, { level, nameZh }, cappedBy) =>
    `截至 ${on}，平衡度为 ${level} 级（${nameZh}，共 10 级）${cappedBy ? `，受“${ZH[cappedBy]}”支柱拖累` : ''}。`,
  standing: (pillar, side, days) =>
    days > 0
      ? `“${ZH[pillar]}”支柱${side === 'AHEAD' ? '超前' : '落后'} ${days} 天`
      : `“${ZH[pillar]}”支柱${side === 'AHEAD' ? '按计划进行' : '落后不到一天'}`,
  noPlan: (pillar) => `“${ZH[pillar]}”支柱尚无计划`,
  noMilestones: (pillar) => `“${ZH[pillar]}”支柱尚无计划，已进入的阶段也未对其提出要求`,
  nothingPlanned: (since) => `自 ${since} 起已进入的阶段要求开展工作，但尚未安排`,
  shortOfPlan: (percent, since) => `自 ${since} 起计划未达到已进入阶段的最低要求，目前缺 ${percent}%`,
  late: (count, { title, initiative, baseline, withdrawn }, people) => {
    const about = [`应于 ${baseline} 完成`, ...(withdrawn ? ['已移出范围但仍应交付'] : []), ...people];
    return `${count === 1 ? `举措“${initiative}”的里程碑“${title}”逾期未完成` : `${count} 个里程碑逾期未完成，最早的是举措“${initiative}”的“${title}”`}（${about.join('，')}）`;
  },
  lateSince: (baseline) => `最早逾期的里程碑应于 ${baseline} 完成`,
  unowned: '尚无负责人',
  owner: (person) => `负责人：${person}`,
  lead: (person) => `支柱负责人：${person}`,
  planMore: (pillars) => `当前最有效的措施：补充${pillars.map((pillar) => `“${ZH[pillar]}”`).join('')}支柱缺少的工作计划。`,
  finish: (count, { title, initiative, withdrawn }, pillar) => {
    const release = withdrawn ? '；它已移出范围，也可经基线调整予以解除' : '';
    return count === 1
      ? `当前最有效的措施：完成举措“${initiative}”的里程碑“${title}”${release}。`
      : `当前最有效的措施：完成“${ZH[pillar]}”支柱的逾期工作，先完成举措“${initiative}”的“${title}”${release}。`;
  },
  finishOldest: (pillar) => `当前最有效的措施：完成“${ZH[pillar]}”支柱最早逾期的里程碑。`,
  sentence: (clauses, people) => {
    const [first, ...rest] = clauses.filter((clause) => clause !== '');
    return `${first}${rest.length > 0 ? `：${rest.join('；')}` : ''}${people === '' ? '' : `（${people}）`}。`;
  },
};

export const STORY_WORDS: Readonly<Record<Language, StoryWords>> = { 'zh-CN': zh, en };
