import { RESCHEDULE_REASONS } from '#domain/initiative/events.js';
import { PILLARS } from '#domain/pillars.js';
import { flatMilestone, type FlatMilestone } from '#read-models/feeds/flat-milestone.js';
import type { MilestoneDisplayState } from '#read-models/milestones/milestone-view.js';
import { AS_OF } from './as-of-parameters.js';
import { feed, type Column } from './feed.js';
import { code, date, id, text } from './parameters.js';

const STATES: readonly MilestoneDisplayState[] = ['PLANNED', 'OVERDUE', 'ACHIEVED', 'DESCOPED'];
/** The largest page of a list. */
const PAGE = 100;

const columns: readonly Column<FlatMilestone>[] = [
  {
    name: 'milestone_id',
    type: 'id',
    about: { en: 'Its id, unique within its initiative.', zh: '里程碑编号，在所属举措内唯一。' },
    of: (row) => row.id,
  },
  { name: 'title', type: 'text', about: { en: 'The title.', zh: '里程碑名称。' }, of: (row) => row.title },
  { name: 'program_id', type: 'id', about: { en: 'The program.', zh: '项目群编号。' }, of: (row) => row.programId },
  { name: 'program_name', type: 'text', about: { en: 'The name of the program.', zh: '项目群名称。' }, of: (row) => row.programName },
  { name: 'initiative_id', type: 'id', about: { en: 'The initiative.', zh: '举措编号。' }, of: (row) => row.initiativeId },
  {
    name: 'initiative_title',
    type: 'text',
    about: { en: 'The title of the initiative.', zh: '举措名称。' },
    of: (row) => row.initiativeTitle,
  },
  {
    name: 'pillar',
    type: 'code',
    values: PILLARS,
    about: { en: 'The pillar of the initiative.', zh: '举措所属支柱。' },
    of: (row) => row.pillar,
  },
  {
    name: 'element',
    type: 'text',
    about: { en: 'The key of the element that the initiative works on.', zh: '举措对应的要素键。' },
    of: (row) => row.element,
  },
  { name: 'unit', type: 'text', about: { en: 'The organisational unit.', zh: '组织单位。' }, of: (row) => row.unit },
  {
    name: 'owner_id',
    type: 'text',
    about: { en: 'The person id of the initiative’s owner today; empty: nobody.', zh: '举措当前负责人的人员编号；为空表示无负责人。' },
    of: (row) => row.owner,
  },
  {
    name: 'owner_name',
    type: 'text',
    about: { en: 'The name of the owner.', zh: '负责人姓名。' },
    person: (row) => row.owner,
    of: (row, names) => (row.owner === null ? null : (names.get(row.owner) ?? null)),
  },
  {
    name: 'state',
    type: 'code',
    values: STATES,
    about: {
      en: 'Where it stands today; OVERDUE: not achieved, and its forecast is before today.',
      zh: '当前状态；OVERDUE 表示尚未达成且预测日期早于今天。',
    },
    of: (row) => row.state,
  },
  {
    name: 'original_baseline',
    type: 'date',
    about: { en: 'The first promised date.', zh: '最初的基线日期。' },
    of: (row) => row.originalBaseline,
  },
  { name: 'baseline', type: 'date', about: { en: 'The promised date in force.', zh: '现行基线日期。' }, of: (row) => row.baseline },
  { name: 'forecast', type: 'date', about: { en: 'When it is expected now.', zh: '当前预测日期。' }, of: (row) => row.forecast },
  {
    name: 'forecast_confirmed_at',
    type: 'instant',
    about: { en: 'When someone last confirmed the forecast.', zh: '最近一次确认预测日期的时间。' },
    of: (row) => row.forecastConfirmedAt,
  },
  {
    name: 'achieved_on',
    type: 'date',
    about: { en: 'When it was achieved; empty while it is not.', zh: '达成日期；尚未达成则为空。' },
    of: (row) => row.achievedOn,
  },
  {
    name: 'slip_days',
    type: 'integer',
    about: { en: 'Days after the baseline in force; negative: before it.', zh: '相对现行基线的延迟天数；负数表示提前。' },
    of: (row) => row.slipDays,
  },
  {
    name: 'weight',
    type: 'number',
    about: { en: 'Its share of its initiative’s weight.', zh: '在举措中的权重。' },
    of: (row) => row.weight,
  },
  {
    name: 'reschedules',
    type: 'integer',
    about: { en: 'How often the forecast was moved.', zh: '预测日期调整次数。' },
    of: (row) => row.reschedules,
  },
  {
    name: 'last_reason',
    type: 'code',
    values: RESCHEDULE_REASONS,
    about: { en: 'Why the forecast was moved last.', zh: '最近一次调整的原因。' },
    of: (row) => row.lastReason,
  },
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
    for (let after: string | undefined, more = true; more;) {
      const page = await reading.milestones.page({ ...filter, among }, { first: PAGE, after });
      const found = page.edges.map(({ node }) => node);
      const programs = await reading.programs.byIds([...new Set(found.map(({ initiative }) => initiative.programId))]);
      yield found.flatMap(({ initiative, milestone }) => {
        const program = programs.get(initiative.programId);
        return program ? [flatMilestone(program, initiative, milestone, reading.today(program.timeZone))] : [];
      });
      after = page.edges.at(-1)?.cursor;
      more = page.hasNextPage;
    }
  },
});
