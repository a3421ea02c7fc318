import { GRADES } from '#domain/balance/grades.js';
import { PILLARS } from '#domain/pillars.js';
import { pillarWords } from '#read-models/history/words.js';
import { TREND_WEEKS, type PortfolioRow } from '#read-models/portfolio/portfolio-row.js';
import { AS_OF, perspectiveParameter, USUAL_PERSPECTIVE } from './as-of-parameters.js';
import { codeColumn, column } from './columns.js';
import { feed, type Column } from '../feed.js';
import { code, flag, ids } from '../parameters.js';

const STATUSES = ['ACTIVE', 'CLOSED'] as const;
/** How many programs one page has: each is swept over the weeks of its trend. */
const PAGE = 10;

const columns: readonly Column<PortfolioRow>[] = [
  column('program_id', 'id', ({ programId }) => programId, 'Its id.', '项目群编号。'),
  column('program_name', 'text', ({ name }) => name, 'The name.', '项目群名称。'),
  codeColumn('status', STATUSES, ({ status }) => status, 'Active or closed.', '进行中或已关闭。'),
  column(
    'on',
    'date',
    ({ on }) => on,
    'The date that the row is about: today in the program’s time zone.',
    '该行所指日期：项目群所在时区的今天。',
  ),
  column(
    'balance',
    'number',
    ({ d }) => d,
    'D: how far and how evenly the pillars have come, 0 to 1; empty before the start and after the close.',
    '平衡度 D：各支柱推进的程度与均衡程度，0 至 1；未开始或已关闭则为空。',
  ),
  column('standing', 'number', ({ t }) => t, 'T: the mean standing of the pillars, 0 to 1.', '各支柱平均进展 T，0 至 1。'),
  column('level', 'integer', ({ level }) => level, 'The grade of the balance, from 1, the worst, to 10.', '平衡度等级，1（最差）至 10。'),
  column(
    'grade_en',
    'text',
    ({ level }) => (level === null ? null : GRADES[level - 1]!.nameEn),
    'The name of the grade in English.',
    '等级的英文名称。',
  ),
  column(
    'grade_zh',
    'text',
    ({ level }) => (level === null ? null : GRADES[level - 1]!.nameZh),
    'The name of the grade in Chinese.',
    '等级的中文名称。',
  ),
  column(
    'nothing_due_yet',
    'boolean',
    ({ nothingDueYet }) => nothingDueYet,
    'Whether no milestone has been due so far: the grade then says nothing.',
    '是否尚无任何到期的里程碑；若是，等级没有意义。',
  ),
  codeColumn('weakest', PILLARS, ({ weakest }) => weakest, 'The pillar with the smallest standing.', '进展最差的支柱。'),
  ...PILLARS.map((pillar, i) =>
    column<PortfolioRow>(
      `standing_${pillar.toLowerCase()}`,
      'number',
      ({ standing }) => standing?.[i] ?? null,
      `The standing of the ${pillarWords[pillar].en} pillar, 0 to 1.`,
      `“${pillarWords[pillar].zh}”支柱的进展，0 至 1。`,
    ),
  ),
  ...[4, TREND_WEEKS].map((weeks) =>
    column<PortfolioRow>(
      `balance_${weeks}_weeks_ago`,
      'number',
      ({ trend }) => trend.at(-1 - weeks) ?? null,
      `The balance ${weeks} weeks before; the feed balance has the weeks between.`,
      `${weeks} 周前的平衡度；其间各周见 balance 数据源。`,
    ),
  ),
  column('open_drift', 'integer', ({ openDrift }) => openDrift, 'How many drift episodes are open.', '未解除的偏移预警数。'),
  column(
    'phase',
    'text',
    ({ nextGate }) => nextGate?.phaseKey ?? null,
    'The key of the current phase; empty if the program is closed.',
    '当前阶段的键；已关闭则为空。',
  ),
  column('phase_name', 'text', ({ nextGate }) => nextGate?.phaseName ?? null, 'The name of the current phase.', '当前阶段的名称。'),
  column(
    'next_gate',
    'date',
    ({ nextGate }) => nextGate?.endsOn ?? null,
    'The planned end of the current phase.',
    '当前阶段的计划结束日期。',
  ),
  column(
    'gate_days_over',
    'integer',
    ({ nextGate }) => nextGate?.daysOver ?? null,
    'Days since that planned end; 0 before it.',
    '超过该计划结束日期的天数；未超过则为 0。',
  ),
  column('milestones_overdue', 'integer', ({ overdue }) => overdue, 'How many milestones are overdue.', '已逾期的里程碑数。'),
  column(
    'initiatives_unowned',
    'integer',
    ({ unowned }) => unowned,
    'How many active or paused initiatives nobody owns.',
    '无负责人的进行中或暂停举措数。',
  ),
  column(
    'last_update',
    'instant',
    ({ lastUpdate }) => lastUpdate,
    'When the last change became known that somebody made.',
    '最近一次人为变更的知悉时间。',
  ),
];

export const programsFeed = feed({
  name: 'programs',
  about: { en: 'How each program that you may see stands: one row each.', zh: '您可查看的每个项目群的现状，每个一行。' },
  columns,
  parameters: {
    programs: ids({ en: 'Only these programs.', zh: '仅限这些项目群。' }),
    status: code(STATUSES, { en: 'Only those with this status.', zh: '仅限处于该状态者。' }),
    hasOpenDrift: flag({ en: 'Only those with, or without, an open drift episode.', zh: '仅限有（或没有）未解除的偏移预警者。' }),
    perspective: perspectiveParameter,
    ...AS_OF,
  },
  async *pages({ asOf, asRecordedAt, programs, status, hasOpenDrift, perspective = USUAL_PERSPECTIVE }, context) {
    const { portfolio } = await context.at({ asOf, asRecordedAt });
    const found = await portfolio.programIds({ among: await context.among(programs), status, hasOpenDrift });
    for (let from = 0; from < found.length; from += PAGE) yield await portfolio.rows(found.slice(from, from + PAGE), perspective);
  },
});
