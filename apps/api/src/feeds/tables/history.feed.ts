import type { JournalEntry } from '#projection-engine/writers/journal-entry.js';
import type { Reading } from '#read-models/readings.js';
import { initiativesNamedIn, peopleIn, summaryOf } from '#read-models/history/summary.js';
import { summaryNames } from '#read-models/history/summary-names.js';
import { AS_OF } from './as-of-parameters.js';
import { column, personColumns, programColumns } from './columns.js';
import { feed, type Column } from '../feed.js';
import type { FeedContext } from '../feed-context.js';
import { id, ids, since, texts, until } from '../parameters.js';
import { pagesOf } from '../walk.js';

interface FlatEvent {
  readonly entry: JournalEntry;
  readonly programId: string;
  readonly programName: string;
  readonly summary: string;
}

const INITIATIVE = 'initiative-';

/** The id of the initiative in whose stream the event was recorded. */
const initiativeOf = ({ stream }: JournalEntry): string | null => (stream.startsWith(INITIATIVE) ? stream.slice(INITIATIVE.length) : null);

/** The milestone that the event belongs to, not one that it merely lists. */
const milestoneOf = ({ data }: JournalEntry): string | null => {
  const { milestoneId } = data as { readonly milestoneId?: unknown };
  return typeof milestoneId === 'string' ? milestoneId : null;
};

const columns: readonly Column<FlatEvent>[] = [
  column('event_id', 'id', ({ entry }) => entry.id, 'Its id.', '事件编号。'),
  ...programColumns<FlatEvent>(),
  column(
    'initiative_id',
    'id',
    ({ entry }) => initiativeOf(entry),
    'The initiative that it is about; empty: the program itself.',
    '所涉举措的编号；为空表示涉及项目群本身。',
  ),
  column('milestone_id', 'id', ({ entry }) => milestoneOf(entry), 'The milestone that it is about.', '所涉里程碑的编号。'),
  column('occurred_at', 'instant', ({ entry }) => entry.metadata.occurredAt, 'When it became known.', '知悉时间。'),
  column('recorded_at', 'instant', ({ entry }) => entry.metadata.recordedAt, 'When it was recorded.', '录入时间。'),
  column('type', 'text', ({ entry }) => entry.type, 'Its type, such as MilestoneAchieved.', '事件类型，如 MilestoneAchieved。'),
  ...personColumns<FlatEvent>(
    'actor',
    ({ entry }) => entry.metadata.actor,
    { en: 'The person id of who acted.', zh: '操作人的人员编号。' },
    { en: 'The name of who acted.', zh: '操作人姓名。' },
  ),
  column(
    'as_administrator',
    'boolean',
    ({ entry }) => entry.metadata.asAdministrator ?? false,
    'Whether an administrator did it without a role in the program that permits it.',
    '是否由没有相应项目群角色的系统管理员执行。',
  ),
  column(
    'summary',
    'text',
    ({ summary }) => summary,
    'One sentence that says what happened, in the language of the request.',
    '用请求语言写成的一句话，说明发生了什么。',
  ),
];

export const historyFeed = feed({
  name: 'history',
  about: {
    en: 'What happened in the programs that you may see: one row for each event, program by program, by the time at which it became known.',
    zh: '您可查看的项目群中发生的事件，每个事件一行，逐个项目群按知悉时间排列。',
  },
  columns,
  parameters: {
    programs: ids({ en: 'Only those of these programs.', zh: '仅限这些项目群。' }),
    types: texts({ en: 'Only events of these types, such as MilestoneAchieved.', zh: '仅限这些类型的事件，如 MilestoneAchieved。' }),
    initiatives: ids({ en: 'Only what concerns these initiatives.', zh: '仅限涉及这些举措的事件。' }),
    milestoneId: id({
      en: 'Only what concerns this milestone, including re-baselines that list it.',
      zh: '仅限涉及此里程碑的事件，包括列有它的基线变更。',
    }),
    actors: texts({ en: 'Only what these people did.', zh: '仅限这些人的操作。' }),
    occurredFrom: since({
      en: 'Only what became known at or after this instant, or on this day in the time zone of most programs or later.',
      zh: '仅限知悉时间不早于此刻（或此日，按多数项目群所在时区）者。',
    }),
    occurredTo: until({
      en: 'Only what became known at or before this instant, or on this day in the time zone of most programs or earlier.',
      zh: '仅限知悉时间不晚于此刻（或此日，按多数项目群所在时区）者。',
    }),
    recordedFrom: since({
      en: 'Only what was recorded at or after this instant, or on this day in the time zone of most programs or later.',
      zh: '仅限录入时间不早于此刻（或此日，按多数项目群所在时区）者。',
    }),
    recordedTo: until({
      en: 'Only what was recorded at or before this instant, or on this day in the time zone of most programs or earlier.',
      zh: '仅限录入时间不晚于此刻（或此日，按多数项目群所在时区）者。',
    }),
    ...AS_OF,
  },
  async *pages({ asOf, asRecordedAt, programs, occurredFrom: from, occurredTo: to, ...rest }, context) {
    const filter = { ...rest, from, to };
    const reading = await context.at({ asOf, asRecordedAt });
    const among = (await context.among(programs)) ?? (await reading.feeds.programIds());
    for (const programId of among)
      for await (const entries of pagesOf((key) => reading.feeds.history(programId, filter, key)))
        yield await flatEvents(programId, entries, reading, context);
  },
});

async function flatEvents(
  programId: string,
  entries: readonly JournalEntry[],
  reading: Reading,
  context: FeedContext,
): Promise<readonly FlatEvent[]> {
  if (entries.length === 0) return [];
  const programs = await reading.programs.byIds([programId]);
  const initiatives = await reading.initiatives.byIds(initiativesNamedIn(entries));
  const names = summaryNames(await context.names(peopleIn(entries)), programs, initiatives);
  const programName = programs.get(programId)?.name ?? '';
  return entries.map((entry) => ({ entry, programId, programName, summary: summaryOf(entry, context.language, names) }));
}
