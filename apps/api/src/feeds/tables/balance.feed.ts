import { addDays } from '#domain/calendar.js';
import type { PillarBalance } from '#domain/balance/balance.js';
import { PILLARS } from '#domain/pillars.js';
import { EVERY } from '#read-models/balance/steps.js';
import type { BalanceSeriesRow } from '#read-models/portfolio/balance-series.js';
import { AS_OF, perspectiveParameter, USUAL_PERSPECTIVE } from './as-of-parameters.js';
import { codeColumn, column, programColumns } from './columns.js';
import { feed, type Column } from '../feed.js';
import { code, date, ids } from '../parameters.js';

/** How far back the series begins if nothing else is asked for. */
const DAYS_BACK = 364;

const number = (name: string, of: (row: BalanceSeriesRow) => number | null, en: string, zh: string): Column<BalanceSeriesRow> =>
  column(name, 'number', of, en, zh);

const columns: readonly Column<BalanceSeriesRow>[] = [
  ...programColumns<BalanceSeriesRow>(),
  column('on', 'date', ({ on }) => on, 'The date.', '日期。'),
  codeColumn('pillar', PILLARS, ({ pillar }) => pillar, 'The pillar.', '支柱。'),
  number('standing', ({ standing }) => standing, 'The standing of the pillar, 0 to 1.', '该支柱的进展，0 至 1。'),
  number(
    'planned_value',
    ({ plannedValue }) => plannedValue,
    'PV: how much should be done, 0 to 1.',
    '计划价值 PV：应完成的比例，0 至 1。',
  ),
  number('earned_value', ({ earnedValue }) => earnedValue, 'EV: how much is done, 0 to 1.', '挣值 EV：已完成的比例，0 至 1。'),
  number('spi', ({ spi }) => spi, 'SPI: EV / PV; empty while PV is 0.', '进度绩效指数 SPI：EV / PV；PV 为 0 时为空。'),
  number(
    'behind_days',
    ({ behindDays }) => behindDays,
    'Days behind: of the work or of the plan, whichever is more.',
    '落后天数：工作落后与计划落后两者中的较大值。',
  ),
  codeColumn(
    'cause',
    ['PLAN', 'DELIVERY'],
    ({ cause }: PillarBalance) => cause,
    'Why it is behind: its delivery or its plan; empty when it is not.',
    '落后原因：交付（DELIVERY）或计划（PLAN）；未落后则为空。',
  ),
  number(
    'planned_share',
    ({ planned }) => planned,
    'Which share of the value is planned by the end of the phase.',
    '到阶段结束时计划完成的价值比例。',
  ),
  number('asked_share', ({ asked }) => asked, 'Which share the phases entered so far ask for.', '已进入的各阶段要求的比例。'),
  number(
    'balance',
    ({ d }) => d,
    'D of the whole program, 0 to 1; the same for all four pillars.',
    '整个项目群的平衡度 D，0 至 1；四个支柱相同。',
  ),
  number('mean_standing', ({ t }) => t, 'T of the whole program, 0 to 1.', '整个项目群的平均进展 T，0 至 1。'),
  number(
    'coupling',
    ({ c }) => c,
    'C of the whole program, 0 to 1: how even the pillars are.',
    '整个项目群的耦合度 C，0 至 1：各支柱的均衡程度。',
  ),
  column('level', 'integer', ({ level }) => level, 'The grade of the balance, from 1, the worst, to 10.', '平衡度等级，1（最差）至 10。'),
  column(
    'nothing_due_yet',
    'boolean',
    ({ nothingDueYet }) => nothingDueYet,
    'Whether no milestone was due so far: the grade then says nothing.',
    '截至当时是否尚无任何到期的里程碑；若是，等级没有意义。',
  ),
  column('phase', 'text', ({ phaseKey }) => phaseKey, 'The key of the phase on that date.', '当日所处阶段的键。'),
];

export const balanceFeed = feed({
  name: 'balance',
  about: {
    en: 'The balance of the programs that you may see over time: one row for each pillar on each date. Dates before the start and after the close have none.',
    zh: '您可查看的项目群平衡度的历史：每个日期、每个支柱一行。开始之前和关闭之后没有数据。',
  },
  columns,
  parameters: {
    programs: ids({ en: 'Only these programs.', zh: '仅限这些项目群。' }),
    from: date({ en: 'The first date; if omitted, 52 weeks before the last.', zh: '首个日期；省略时为末个日期之前 52 周。' }),
    to: date({ en: 'The last date at the latest, and today at the latest; today if omitted.', zh: '末个日期，不晚于今天；省略时为今天。' }),
    every: code(EVERY, { en: 'The step; WEEK if omitted.', zh: '间隔；省略时为 WEEK（周）。' }),
    perspective: perspectiveParameter,
    ...AS_OF,
  },
  async *pages({ asOf, asRecordedAt, programs, from, to, every = 'WEEK', perspective = USUAL_PERSPECTIVE }, context) {
    const reading = await context.at({ asOf, asRecordedAt });
    for (const programId of await reading.portfolio.programIds({ among: await context.among(programs) })) {
      const program = (await reading.programs.byIds([programId])).get(programId);
      if (!program) continue;
      const today = reading.today(program.timeZone);
      const last = to !== undefined && to < today ? to : today;
      const first = from ?? addDays(last, -DAYS_BACK);
      if (first <= last) yield await reading.portfolio.series({ programId, from: first, to: last, every, perspective });
    }
  },
});
