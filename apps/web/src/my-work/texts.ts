import { counted } from '../language/numbers';

export const texts = {
  title: { en: 'My work', zh: '我的工作' },
  open: { en: (count: number) => `${counted(count, 'open milestone')}`, zh: (count: number) => `${count} 个未完成的里程碑` },
  overdue: { en: 'Overdue', zh: '已逾期' },
  week: { en: 'Within a week', zh: '一周内' },
  month: { en: 'Within a month', zh: '一个月内' },
  later: { en: 'Later', zh: '更晚' },
  empty: {
    en: 'You own no open milestone. What you are made owner of appears here, soonest first.',
    zh: '您名下没有未完成的里程碑。由您负责的里程碑会显示在这里，最近到期的排在最前。',
  },
  done: { en: 'Done', zh: '完成' },
  track: { en: 'On track', zh: '可按期' },
  date: { en: 'New date', zh: '改期' },
  waiting: { en: 'Waiting for a connection', zh: '等待连接后发送' },
  refused: { en: (message: string) => `Not recorded: ${message}`, zh: (message: string) => `未记录：${message}` },
  ok: { en: 'OK', zh: '知道了' },
  isDone: { en: 'Done', zh: '已完成' },
  saidDone: { en: (title: string) => `“${title}” is done.`, zh: (title: string) => `“${title}”已完成。` },
  saidTrack: { en: (title: string) => `“${title}” is still on track.`, zh: (title: string) => `已确认“${title}”可按期完成。` },
  saidDate: {
    en: (title: string, date: string) => `“${title}” moves to ${date}.`,
    zh: (title: string, date: string) => `“${title}”改期至 ${date}。`,
  },
  undone: { en: 'Undone: it had been tapped by mistake.', zh: '误操作，已撤销。' },
  more: { en: 'Show more', zh: '显示更多' },
  confirmed: { en: (date: string) => `confirmed ${date}`, zh: (date: string) => `${date} 已确认` },
} as const;
