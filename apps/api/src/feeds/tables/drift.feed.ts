import type { DriftKind } from '#domain/evaluation/events.js';
import { PILLARS } from '#domain/pillars.js';
import type { FlatEpisode } from '#read-models/feeds/flat-episode.js';
import { AS_OF } from './as-of-parameters.js';
import { codeColumn, column, personColumns, programColumns } from './columns.js';
import { feed, type Column } from '../feed.js';
import { codes, datesOf, flag, ids } from '../parameters.js';
import { pagesOf } from '../walk.js';

const KINDS: readonly DriftKind[] = ['BEHIND', 'AHEAD', 'LATE'];
const STATES = ['OPEN', 'CLOSED'] as const;

const columns: readonly Column<FlatEpisode>[] = [
  column('episode_id', 'id', ({ id }) => id, 'Its id.', '偏移预警编号。'),
  ...programColumns<FlatEpisode>(),
  codeColumn(
    'kind',
    KINDS,
    ({ kind }) => kind,
    'BEHIND: the pillar stands behind the others; AHEAD: it outran its plan and the others; LATE: the whole program is late.',
    'BEHIND：该支柱落后于其他支柱；AHEAD：该支柱超前于计划和其他支柱；LATE：整个项目群延误。',
  ),
  codeColumn('pillar', PILLARS, ({ pillar }) => pillar, 'The pillar; empty for LATE.', '支柱；LATE 时为空。'),
  codeColumn('state', STATES, ({ state }) => state, 'Open or closed.', '未解除或已解除。'),
  column('opened_on', 'date', ({ openedOn }) => openedOn, 'The date of the evaluation that opened it.', '触发预警的评估日期。'),
  column(
    'closed_on',
    'date',
    ({ closedOn }) => closedOn,
    'The date of the evaluation that closed it; empty while it is open.',
    '解除预警的评估日期；未解除则为空。',
  ),
  column('peak', 'number', ({ peak }) => peak, 'The largest smoothed signal so far.', '迄今最大的平滑信号值。'),
  ...personColumns<FlatEpisode>(
    'acknowledged_by',
    ({ acknowledgedBy }) => acknowledgedBy,
    { en: 'The person id of who acknowledged it; empty: nobody.', zh: '已知悉者的人员编号；为空表示尚无人知悉。' },
    { en: 'The name of who acknowledged it.', zh: '已知悉者姓名。' },
  ),
  column('acknowledgement', 'text', ({ acknowledgement }) => acknowledgement, 'The note of the acknowledgement.', '知悉时填写的说明。'),
  column(
    'corrective_initiative_id',
    'id',
    ({ correctiveInitiativeId }) => correctiveInitiativeId,
    'The initiative that is to correct it.',
    '纠正举措的编号。',
  ),
];

export const driftFeed = feed({
  name: 'drift',
  about: {
    en: 'Drift episodes of the programs that you may see, one row each, open and closed.',
    zh: '您可查看的项目群的偏移预警，每次一行，含未解除和已解除的。',
  },
  columns,
  parameters: {
    programs: ids({ en: 'Only those of these programs.', zh: '仅限这些项目群。' }),
    kinds: codes(KINDS, { en: 'Only those of these kinds.', zh: '仅限这些类别。' }),
    pillars: codes(PILLARS, { en: 'Only those of these pillars.', zh: '仅限这些支柱。' }),
    states: codes(STATES, { en: 'Only those in these states.', zh: '仅限处于这些状态者。' }),
    acknowledged: flag({ en: 'Only those that were, or were not, acknowledged.', zh: '仅限已知悉（或未知悉）者。' }),
    ...datesOf('opened', 'opening', '触发日期'),
    ...datesOf('closed', 'close', '解除日期'),
    ...AS_OF,
  },
  async *pages({ asOf, asRecordedAt, programs, ...filter }, context) {
    const reading = await context.at({ asOf, asRecordedAt });
    const among = await context.among(programs);
    yield* pagesOf((key) => reading.feeds.episodes({ ...filter, among }, key));
  },
});
