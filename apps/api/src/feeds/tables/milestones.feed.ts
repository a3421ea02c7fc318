import { RESCHEDULE_REASONS } from '#domain/initiative/events.js';
import { PILLARS } from '#domain/pillars.js';
import type { FlatMilestone } from '#read-models/feeds/flat-milestone.js';
import type { MilestoneDisplayState } from '#read-models/milestones/milestone-view.js';
import { AS_OF } from './as-of-parameters.js';
import { codeColumn, column, personColumns, programColumns } from './columns.js';
import { feed, type Column } from '../feed.js';
import { codes, datesOf, flag, ids, integer, since, text, texts } from '../parameters.js';
import { rangesOf } from './ranges.js';
import { pagesOf } from '../walk.js';

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
    programs: ids({ en: 'Only those of these programs.', zh: '仅限这些项目群。' }),
    pillars: codes(PILLARS, { en: 'Only those under these pillars.', zh: '仅限这些支柱。' }),
    states: codes(STATES, { en: 'Only those in these states today.', zh: '仅限当前处于这些状态者。' }),
    owners: texts({ en: 'Only those of initiatives that these people own today.', zh: '仅限这些人当前负责的举措。' }),
    unowned: flag({ en: 'Only those of initiatives without, or with, an owner today.', zh: '仅限当前无负责人（或有负责人）的举措。' }),
    units: texts({ en: 'Only those of these organisational units.', zh: '仅限这些组织单位。' }),
    elements: texts({ en: 'Only those of initiatives on the elements with these keys.', zh: '仅限对应这些要素的举措。' }),
    ...datesOf('forecast', 'forecast', '预测日期'),
    ...datesOf('baseline', 'baseline in force', '现行基线日期'),
    ...datesOf('achieved', 'achievement', '达成日期'),
    slipDaysAtLeast: integer({ en: 'Only those with at least this many days of slip.', zh: '仅限延迟天数不少于此值者。' }),
    slipDaysAtMost: integer({ en: 'Only those with at most this many days of slip.', zh: '仅限延迟天数不多于此值者。' }),
    changedSince: since({
      en: 'Only those whose last change became known at or after this instant, or on this day in the time zone of most programs or later.',
      zh: '仅限最近一次变更的知悉时间不早于此刻（或此日，按多数项目群所在时区）者。',
    }),
    search: text({
      en: 'Only those found by the beginnings of words in titles and the program’s name, or by the beginning of an id.',
      zh: '仅限按名称、项目群名称中词的开头，或编号的开头能找到者。',
    }),
    ...AS_OF,
  },
  async *pages({ asOf, asRecordedAt, ...asked }, context) {
    const { feeds } = await context.at({ asOf, asRecordedAt });
    const { programs, pillars, states, owners, unowned, units, elements, changedSince, search } = asked;
    const filter = {
      ...{ programs, pillars, states, owners, unowned, units, elements, changedSince, search, ...rangesOf(asked) },
      among: await context.access.among(),
    };
    yield* pagesOf((key) => feeds.milestones(filter, key));
  },
});
