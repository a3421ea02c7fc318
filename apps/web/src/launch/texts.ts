import { counted } from '../language/numbers';

export const texts = {
  title: { en: 'Launch an initiative', zh: '启动举措' },
  notAllowed: {
    en: 'You cannot launch an initiative in this program. Its PMO and its pillar leads can, while it is active.',
    zh: '您不能在此项目群中启动举措。项目群进行期间，PMO 和各支柱负责人可以启动。',
  },
  initiative: { en: 'Initiative', zh: '举措' },
  name: { en: 'Title', zh: '名称' },
  pillar: { en: 'Pillar', zh: '支柱' },
  element: { en: 'Element', zh: '要素' },
  noElement: { en: 'None', zh: '无' },
  owner: { en: 'Owner', zh: '负责人' },
  noOwner: { en: 'Nobody yet', zh: '暂无' },
  unit: { en: 'Unit', zh: '所属单位' },
  unitHint: { en: 'The department or branch that does the work.', zh: '承担工作的部门或分支机构。' },
  weight: { en: 'Weight', zh: '权重' },
  weightHint: { en: 'Its share among the initiatives of the pillar.', zh: '在该支柱各举措中所占的份额。' },
  weightWrong: { en: 'Write a number above 0, such as 1 or 2.5.', zh: '请填写大于 0 的数字，例如 1 或 2.5。' },

  milestones: { en: 'Milestones', zh: '里程碑' },
  milestonesHint: {
    en: 'The baseline date of each is its promise. Milestones can also be planned later.',
    zh: '每个里程碑的基线日期即为承诺日期。里程碑也可以稍后再规划。',
  },
  pasteTitle: { en: 'Paste from a spreadsheet', zh: '从电子表格粘贴' },
  cells: { en: 'Cells', zh: '单元格' },
  pasteHint: {
    en: 'Copy the cells with their headings (title, baseline date, weight) and paste them here. CSV is read too. Nothing is sent until you launch.',
    zh: '复制单元格（连同表头：名称、基线日期、权重）粘贴到此处，也可粘贴 CSV。点击“启动”之前不会提交任何内容。',
  },
  takeOver: { en: 'Take these rows over', zh: '导入这些行' },
  taken: { en: (rows: number) => `${counted(rows, 'row')} taken over.`, zh: (rows: number) => `已导入 ${rows} 行。` },
  ignored: { en: (names: string) => `Columns left out: ${names}.`, zh: (names: string) => `未导入的列：${names}。` },
  missing: {
    en: (names: string) => `No column has one of these headings: ${names}. Add the heading in the spreadsheet, or paste without headings.`,
    zh: (names: string) => `没有找到以下表头的列：${names}。请在表格中补上表头，或不带表头粘贴。`,
  },
  noRows: { en: 'There are no rows in this.', zh: '其中没有数据行。' },
  due: { en: 'Baseline date', zh: '基线日期' },
  row: { en: (number: number) => `Milestone ${number}`, zh: (number: number) => `里程碑 ${number}` },
  add: { en: 'Add a milestone', zh: '添加里程碑' },
  remove: { en: (number: number) => `Remove milestone ${number}`, zh: (number: number) => `删除里程碑 ${number}` },
  removeAll: { en: 'Remove all', zh: '全部删除' },
  wrongRows: {
    en: (count: number) => `${counted(count, 'milestone has', 'milestones have')} cells to correct. Nothing has been sent.`,
    zh: (count: number) => `有 ${count} 个里程碑的内容需要更正，尚未提交。`,
  },
  tooMany: {
    en: (most: number) => `An initiative has at most ${most} milestones.`,
    zh: (most: number) => `一个举措最多 ${most} 个里程碑。`,
  },
  launch: { en: 'Launch', zh: '启动' },
  launchWith: {
    en: (count: number) => `Launch with ${counted(count, 'milestone')}`,
    zh: (count: number) => `启动（含 ${count} 个里程碑）`,
  },
  launched: { en: 'The initiative has been launched.', zh: '举措已启动。' },

  empty: { en: 'This is missing.', zh: '此项缺失。' },
  tooLong: { en: 'At most 200 characters.', zh: '最多 200 个字符。' },
  unknownForm: { en: 'No date. Write 2026-03-05.', zh: '不是日期，请写成 2026-03-05。' },
  noSuchDay: { en: 'There is no such day.', zh: '没有这一天。' },
  twoMeanings: {
    en: 'Day or month first? Write 2026-03-05.',
    zh: '日、月顺序不明，请写成 2026-03-05。',
  },
  noNumber: { en: 'No number above 0.', zh: '不是大于 0 的数字。' },
  thousands: { en: 'A thousand or one? Write 1000 or 1.', zh: '是一千还是一？请写成 1000 或 1。' },
  outOfRange: { en: 'From 0.000001 to 1,000,000.', zh: '应在 0.000001 到 1,000,000 之间。' },
} as const;
