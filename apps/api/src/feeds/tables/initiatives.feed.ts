import type { InitiativeState } from '#domain/initiative/state.js';
import { PILLARS } from '#domain/pillars.js';
import type { FlatInitiative } from '#read-models/feeds/flat-initiative.js';
import { AS_OF } from './as-of-parameters.js';
import { codeColumn, column, personColumns, programColumns } from './columns.js';
import { feed, type Column } from '../feed.js';
import { codes, datesOf, flag, ids, integer, since, text, texts } from '../parameters.js';
import { rangesOf } from './ranges.js';
import { pagesOf } from '../walk.js';

const STATUSES: readonly InitiativeState['status'][] = ['ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED'];

const columns: readonly Column<FlatInitiative>[] = [
  column('initiative_id', 'id', ({ id }) => id, 'Its id.', '举措编号。'),
  column('title', 'text', ({ title }) => title, 'The title.', '举措名称。'),
  ...programColumns<FlatInitiative>(),
  codeColumn('pillar', PILLARS, ({ pillar }) => pillar, 'The pillar that it works under.', '所属支柱。'),
  column('element', 'text', ({ element }) => element, 'The key of the element that it works on.', '对应要素的键。'),
  column('unit', 'text', ({ unit }) => unit, 'The organisational unit.', '组织单位。'),
  ...personColumns<FlatInitiative>(
    'owner',
    ({ owner }) => owner,
    { en: 'The person id of who is accountable today; empty: nobody.', zh: '当前负责人的人员编号；为空表示无负责人。' },
    { en: 'The name of the owner.', zh: '负责人姓名。' },
  ),
  codeColumn('status', STATUSES, ({ status }) => status, 'Where it stands.', '状态。'),
  column('weight', 'number', ({ weight }) => weight, 'Its share of the pillar.', '在支柱中的权重。'),
  column('launched_on', 'date', ({ launchedOn }) => launchedOn, 'When it was launched.', '启动日期。'),
  column(
    'milestones_planned',
    'integer',
    ({ milestones }) => milestones.PLANNED,
    'Its milestones that are open and not overdue.',
    '未达成且未逾期的里程碑数。',
  ),
  column('milestones_overdue', 'integer', ({ milestones }) => milestones.OVERDUE, 'Its overdue milestones.', '已逾期的里程碑数。'),
  column('milestones_achieved', 'integer', ({ milestones }) => milestones.ACHIEVED, 'Its achieved milestones.', '已达成的里程碑数。'),
  column('milestones_descoped', 'integer', ({ milestones }) => milestones.DESCOPED, 'Its withdrawn milestones.', '已移出范围的里程碑数。'),
  column(
    'next_forecast',
    'date',
    ({ nextForecast }) => nextForecast,
    'The soonest forecast of its open milestones.',
    '未达成里程碑中最早的预测日期。',
  ),
  column(
    'last_baseline',
    'date',
    ({ lastBaseline }) => lastBaseline,
    'The latest baseline of its open milestones.',
    '未达成里程碑中最晚的基线日期。',
  ),
  column(
    'last_forecast',
    'date',
    ({ lastForecast }) => lastForecast,
    'The latest forecast of its open milestones.',
    '未达成里程碑中最晚的预测日期。',
  ),
  column(
    'has_pending_rebaseline',
    'boolean',
    ({ hasPendingRebaseline }) => hasPendingRebaseline,
    'Whether a re-baseline waits for a second person.',
    '是否有待另一人审批的基线变更。',
  ),
];

export const initiativesFeed = feed({
  name: 'initiatives',
  about: { en: 'Initiatives of the programs that you may see, one row each.', zh: '您可查看的项目群的举措，每项一行。' },
  columns,
  parameters: {
    programs: ids({ en: 'Only those of these programs.', zh: '仅限这些项目群。' }),
    pillars: codes(PILLARS, { en: 'Only those under these pillars.', zh: '仅限这些支柱。' }),
    statuses: codes(STATUSES, { en: 'Only those with these statuses.', zh: '仅限处于这些状态者。' }),
    units: texts({ en: 'Only those of these organisational units.', zh: '仅限这些组织单位。' }),
    elements: texts({ en: 'Only those on the elements with these keys.', zh: '仅限对应这些要素者。' }),
    owners: texts({ en: 'Only those that these people own today.', zh: '仅限这些人当前负责者。' }),
    unowned: flag({ en: 'Only those without, or with, an owner today.', zh: '仅限当前无负责人（或有负责人）者。' }),
    ...datesOf('forecast', 'forecast of one of their milestones', '任一里程碑预测日期'),
    ...datesOf('baseline', 'baseline in force of one of their milestones', '任一里程碑现行基线日期'),
    ...datesOf('achieved', 'achievement of one of their milestones', '任一里程碑达成日期'),
    slipDaysAtLeast: integer({
      en: 'Only those with a milestone of at least this many days of slip.',
      zh: '仅限有里程碑延迟天数不少于此值者。',
    }),
    slipDaysAtMost: integer({
      en: 'Only those with a milestone of at most this many days of slip.',
      zh: '仅限有里程碑延迟天数不多于此值者。',
    }),
    changedSince: since({
      en: 'Only those whose last change, or that of a milestone, became known at or after this instant, or on this day in the time zone of most programs or later.',
      zh: '仅限其自身或里程碑最近一次变更的知悉时间不早于此刻（或此日，按多数项目群所在时区）者。',
    }),
    search: text({
      en: 'Only those found by the beginnings of words in titles and the program’s name, or by the beginning of an id.',
      zh: '仅限按名称、项目群名称中词的开头，或编号的开头能找到者。',
    }),
    ...AS_OF,
  },
  async *pages({ asOf, asRecordedAt, ...asked }, context) {
    const { feeds } = await context.at({ asOf, asRecordedAt });
    const { programs, pillars, statuses, owners, unowned, units, elements, changedSince, search } = asked;
    const filter = {
      ...{ programs, pillars, statuses, owners, unowned, units, elements, changedSince, search, ...rangesOf(asked) },
      among: await context.access.among(),
    };
    yield* pagesOf((key) => feeds.initiatives(filter, key));
  },
});
