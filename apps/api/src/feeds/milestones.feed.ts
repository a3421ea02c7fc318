import { RESCHEDULE_REASONS } from '#domain/initiative/events.js';
import { PILLARS } from '#domain/pillars.js';
import type { FlatMilestone } from '#read-models/feeds/flat-milestone.js';
import { withLists } from '#read-models/milestones/milestone-filter.js';
import type { MilestoneDisplayState } from '#read-models/milestones/milestone-view.js';
import { AS_OF } from './as-of-parameters.js';
import { codeColumn, column, personColumns, programColumns } from './columns.js';
import { feed, type Column } from './feed.js';
import { milestonePages } from './milestone-pages.js';
import { code, date, id, text } from './parameters.js';

const STATES: readonly MilestoneDisplayState[] = ['PLANNED', 'OVERDUE', 'ACHIEVED', 'DESCOPED'];

const columns: readonly Column<FlatMilestone>[] = [
  column('milestone_id', 'id', ({ id }) => id, 'Its id, unique within its initiative.', '里程碑编号，在所属举措内唯一。'),
  column('title', 'text', ({ title }) => title, 'The title.', '里程碑名称。'),
  ...programColumns<FlatMilestone>(),
  column('initiative_id', 'id', ({ initiativeId }) => initiativeId, 'The initiative.', '举措编号。'),
  column('initiative_title', 'text', ({ initiativeTitle }) => initiativeTitle, 'The title of the initiative.', '举措名称。'),
  codeColumn('pillar', PILLARS, ({ pillar }) => pillar, 'The pillar of the initiative.', '举措所属支柱。'),
  column('element', 'text', ({ element }) => element, 'The key of the element that the initiative works on.', '举措对应要素的键。'),
  column('unit', 'text', ({ unit }) => unit, 'The organisational unit.', '组织单位。'),
  ...personColumns<FlatMilestone>(
    'owner',
    ({ owner }) => owner,
    { en: 'The person id of the initiative’s owner today; empty: nobody.', zh: '举措当前负责人的人员编号；为空表示无负责人。' },
    { en: 'The name of the owner.', zh: '负责人姓名。' },
  ),
  codeColumn(
    'state',
    STATES,
    ({ state }) => state,
    'Where it stands today; OVERDUE: not achieved, and its forecast is before today.',
    '当前状态；OVERDUE 表示尚未达成且预测日期早于今天。',
  ),
  column('original_baseline', 'date', ({ originalBaseline }) => originalBaseline, 'The first promised date.', '最初的基线日期。'),
  column('baseline', 'date', ({ baseline }) => baseline, 'The promised date in force.', '现行基线日期。'),
  column('forecast', 'date', ({ forecast }) => forecast, 'When it is expected now.', '当前预测日期。'),
  column(
    'forecast_confirmed_at',
    'instant',
    ({ forecastConfirmedAt }) => forecastConfirmedAt,
    'When someone last confirmed the forecast.',
    '最近一次确认预测日期的时间。',
  ),
  column(
    'achieved_on',
    'date',
    ({ achievedOn }) => achievedOn,
    'When it was achieved; empty while it is not.',
    '达成日期；尚未达成则为空。',
  ),
  column(
    'slip_days',
    'integer',
    ({ slipDays }) => slipDays,
    'Days after the baseline in force; negative: before it.',
    '相对现行基线的延迟天数；负数表示提前。',
  ),
  column('weight', 'number', ({ weight }) => weight, 'Its share of its initiative’s weight.', '在举措中的权重。'),
  column('reschedules', 'integer', ({ reschedules }) => reschedules, 'How often the forecast was moved.', '预测日期调整次数。'),
  codeColumn('last_reason', RESCHEDULE_REASONS, ({ lastReason }) => lastReason, 'Why the forecast was moved last.', '最近一次调整的原因。'),
];

export const milestonesFeed = feed({
  name: 'milestones',
  about: { en: 'Milestones of the programs that you may see, one row each.', zh: '您可查看的项目群的里程碑，每个一行。' },
  columns,
  parameters: {
    programId: id({ en: 'Only those of this program.', zh: '仅限该项目群。' }),
    pillar: code(PILLARS, { en: 'Only those under this pillar.', zh: '仅限该支柱。' }),
    ownerId: text({ en: 'Only those of initiatives that this person owns today.', zh: '仅限此人当前负责的举措。' }),
    state: code(STATES, { en: 'Only those in this state today.', zh: '仅限当前处于该状态者。' }),
    forecastFrom: date({ en: 'Only those with a forecast on or after this date.', zh: '仅限预测日期不早于此日者。' }),
    forecastTo: date({ en: 'Only those with a forecast on or before this date.', zh: '仅限预测日期不晚于此日者。' }),
    ...AS_OF,
  },
  async *pages({ asOf, asRecordedAt, ...filter }, context) {
    const reading = await context.at({ asOf, asRecordedAt });
    const among = await context.access.among();
    yield* milestonePages(reading, { ...withLists(filter), among });
  },
});
