import type { JournalEntry } from '#projection-engine/writers/journal-entry.js';
import { column } from './columns.js';
import { feed, type Column } from '../feed.js';
import { ndjson } from '../sending/format.js';
import { id, ids, since, texts, until } from '../parameters.js';
import { pagesOf } from '../walk.js';

const columns: readonly Column<JournalEntry>[] = [
  column('position', 'text', ({ position }) => position, 'Its place among all events.', '在全部事件中的位置。'),
  column('stream', 'text', ({ stream }) => stream, 'The stream that it was recorded in.', '所在的事件流。'),
  column('revision', 'integer', ({ revision }) => revision, 'Its place in that stream, from 0.', '在该事件流中的序号，从 0 开始。'),
  column('id', 'id', ({ id }) => id, 'Its id: the parameter after of the next export.', '事件编号；可用作下次导出的 after 参数。'),
  column('type', 'text', ({ type }) => type, 'Its stored type name.', '存储的类型名称。'),
  column('data', 'json', ({ json }) => json.data, 'What it says, as canonical JSON.', '事件内容，规范 JSON。'),
  column(
    'metadata',
    'json',
    ({ json }) => json.metadata,
    'Who, when and by which command, as canonical JSON.',
    '操作人、时间与命令，规范 JSON。',
  ),
];

export const eventsFeed = feed({
  name: 'events',
  about: {
    en: 'Every event of the programs that you may see, in the order of the log, one JSON object on a line. To go on later, give the id of the last line as after.',
    zh: '您可查看的项目群的全部事件，按记录顺序，每行一个 JSON 对象。如需续传，请以最后一行的 id 作为 after 参数。',
  },
  columns,
  formats: [ndjson],
  parameters: {
    after: id({ en: 'Only events after the one with this id.', zh: '仅限此编号的事件之后的事件。' }),
    programs: ids({ en: 'Only those of these programs.', zh: '仅限这些项目群。' }),
    types: texts({ en: 'Only those of these types, such as MilestoneAchieved.', zh: '仅限这些类型，如 MilestoneAchieved。' }),
    recordedFrom: since({
      en: 'Only those recorded at or after this instant, or on this day in the time zone of most programs or later.',
      zh: '仅限录入时间不早于此刻（或此日，按多数项目群所在时区）者。',
    }),
    recordedTo: until({
      en: 'Only those recorded at or before this instant, or on this day in the time zone of most programs or earlier.',
      zh: '仅限录入时间不晚于此刻（或此日，按多数项目群所在时区）者。',
    }),
  },
  async *pages({ after, programs, ...filter }, context) {
    const { feeds } = await context.at({});
    const from = after === undefined ? undefined : await feeds.after(after, await context.access.among());
    const among = await context.among(programs);
    yield* pagesOf((key) => feeds.events({ ...filter, among }, key), from);
  },
});
