import { counted } from '../language/numbers';

export const texts = {
  phase: { en: (name: string) => `Phase: ${name}`, zh: (name: string) => `阶段：${name}` },
  runs: { en: (from: string, to: string) => `${from} to ${to}`, zh: (from: string, to: string) => `${from} 至 ${to}` },
  sponsor: { en: (name: string) => `Sponsor: ${name}`, zh: (name: string) => `发起人：${name}` },
  launch: { en: 'Launch initiative', zh: '发起举措' },
  settings: { en: 'Settings', zh: '设置' },
  print: { en: 'Print', zh: '打印' },
  story: { en: 'Where it stands', zh: '现状' },
  notStarted: {
    en: (date: string) => `The program starts on ${date}. Until then nothing is measured.`,
    zh: (date: string) => `项目群将于 ${date} 启动，在此之前不作评估。`,
  },
  isClosed: {
    en: 'The program is closed: it is no longer measured. The chart shows how it stood until then.',
    zh: '项目群已关闭，不再评估。下图显示其关闭前的状况。',
  },
  firstDue: {
    en: (title: string, date: string) => `First due is “${title}” on ${date}.`,
    zh: (title: string, date: string) => `最早到期的是“${title}”（${date}）。`,
  },
  noPlanYet: { en: 'No milestone is planned yet.', zh: '尚未规划任何里程碑。' },

  leverage: { en: 'What would change most if it were done today', zh: '今天完成哪些里程碑改善最大' },
  gain: {
    en: (pillar: string, days: number) => `${pillar} would be ${counted(days, 'day')} less behind`,
    zh: (pillar: string, days: number) => `“${pillar}”落后可减少 ${days} 天`,
  },
  gainLate: {
    en: (pillar: string, days: number) => `the late work of ${pillar} would be ${counted(days, 'day')} less late on average`,
    zh: (pillar: string, days: number) => `“${pillar}”逾期工作的平均逾期可减少 ${days} 天`,
  },

  pillars: { en: 'The four pillars', zh: '四大支柱' },
  DELIVERY: { en: 'work is late', zh: '工作逾期' },
  PLAN: { en: 'too little is planned', zh: '规划不足' },
  daysAhead: { en: (days: number) => `${counted(days, 'day')} ahead`, zh: (days: number) => `提前 ${days} 天` },
  lead: { en: (name: string) => `Lead: ${name}`, zh: (name: string) => `负责人：${name}` },
  noLead: { en: 'No lead', zh: '未指定负责人' },

  balance: { en: 'Balance over time', zh: '平衡度走势' },
  behindSince: {
    en: (pillar: string, days: number, since: string) => `${pillar} has fallen behind since ${since}: ${counted(days, 'day')} by now`,
    zh: (pillar: string, days: number, since: string) => `“${pillar}”自 ${since} 起落后，目前落后 ${days} 天`,
  },
  behindThroughout: {
    en: (pillar: string, days: number) => `${pillar} has been behind all this time: ${counted(days, 'day')} at the end`,
    zh: (pillar: string, days: number) => `“${pillar}”在此期间一直落后，期末落后 ${days} 天`,
  },
  onPlanSince: {
    en: (since: string) => `All four pillars have been on plan since ${since}`,
    zh: (since: string) => `四大支柱自 ${since} 起均符合计划`,
  },
  onPlanThroughout: { en: 'All four pillars have been on plan all this time', zh: '四大支柱在此期间均符合计划' },
  nothingJudged: { en: 'Nothing has been due in this time, so there is nothing to judge', zh: '此期间无到期事项，暂无可评估内容' },
  year: { en: '1 year', zh: '近一年' },
  all: { en: 'All', zh: '全部' },
  range: { en: 'Range', zh: '时间范围' },
  from: { en: 'From', zh: '开始日期' },
  to: { en: 'To', zh: '结束日期' },
  perspective: { en: 'History', zh: '历史视角' },
  then: { en: 'As known then', zh: '按当时所知' },
  now: { en: 'As known now', zh: '按现在所知' },
  thenHint: { en: 'What the board saw on each date.', zh: '各日期当时可见的状况。' },
  nowHint: { en: 'With everything that became known since.', zh: '计入此后获知的全部信息。' },
  onPlanTick: { en: 'on plan', zh: '符合计划' },
  behindTick: { en: (days: number) => `${days} days behind`, zh: (days: number) => `落后 ${days} 天` },
  farBehind: { en: 'far behind', zh: '严重落后' },
  d: { en: 'Balance D', zh: '平衡度 D' },
  behindOf: { en: (pillar: string) => `${pillar}, days behind`, zh: (pillar: string) => `${pillar}落后天数` },
  fileBalance: { en: 'balance', zh: '平衡度' },
  fileSlips: { en: 'milestones', zh: '里程碑' },
  fileReasons: { en: 'reasons', zh: '改期原因' },
  dIs: { en: (value: string) => `D ${value}`, zh: (value: string) => `D ${value}` },
  outlook: { en: 'outlook', zh: '展望' },
  today: { en: 'today', zh: '今天' },
  date: { en: 'Date', zh: '日期' },
  pointOf: { en: 'Date on the chart', zh: '图中日期' },
  event: { en: 'Event', zh: '事件' },
  entered: { en: (phase: string) => `${phase} entered`, zh: (phase: string) => `进入“${phase}”阶段` },
  rebaselined: { en: (title: string) => `Re-baseline: ${title}`, zh: (title: string) => `基线变更：${title}` },
  opened: { en: (what: string) => `Drift opened: ${what}`, zh: (what: string) => `触发偏移预警：${what}` },
  cleared: { en: (what: string) => `Drift cleared: ${what}`, zh: (what: string) => `解除偏移预警：${what}` },

  BEHIND: { en: (pillar: string) => `${pillar} behind`, zh: (pillar: string) => `“${pillar}”落后` },
  AHEAD: { en: (pillar: string) => `${pillar} ahead of the others`, zh: (pillar: string) => `“${pillar}”超前` },
  LATE: { en: () => 'Program late', zh: () => '项目群整体延误' },

  slips: { en: 'What slipped', zh: '延期情况' },
  slipNone: {
    en: (count: number) => `None of ${counted(count, 'milestone')} is late`,
    zh: (count: number) => `${count} 个里程碑均未延期`,
  },
  slipSome: {
    en: (late: number, count: number) => `${late} of ${counted(count, 'milestone')} came late; none of them is still open`,
    zh: (late: number, count: number) => `${count} 个里程碑中 ${late} 个延期，均已了结`,
  },
  slipOpen: {
    en: (late: number, count: number, open: number, pillar: string) =>
      `${late} of ${counted(count, 'milestone')} are late; ${open} of them still open, the most days in ${pillar}`,
    zh: (late: number, count: number, open: number, pillar: string) =>
      `${count} 个里程碑中 ${late} 个延期，其中 ${open} 个未完成，“${pillar}”延期天数最多`,
  },
  slipOpenHere: {
    en: (late: number, count: number, open: number) => `${late} of ${counted(count, 'milestone')} are late; ${open} of them still open`,
    zh: (late: number, count: number, open: number) => `${count} 个里程碑中 ${late} 个延期，其中 ${open} 个未完成`,
  },
  slipLoading: {
    en: (loaded: number) => `Loading milestones: ${loaded} so far`,
    zh: (loaded: number) => `正在加载里程碑：已加载 ${loaded} 个`,
  },
  slipAgain: { en: 'Not all milestones could be loaded. Try again', zh: '部分里程碑加载失败，请重试' },
  rows: { en: 'Milestones shown', zh: '显示的里程碑' },
  late: { en: 'Late', zh: '延期' },
  open: { en: 'Open', zh: '未完成' },
  slipEmpty: { en: 'No milestone fits.', zh: '没有符合条件的里程碑。' },
  slipLegend: {
    en: '◇ baseline · ○ forecast · ● achieved · number: days late',
    zh: '◇ 基线 · ○ 预测 · ● 达成 · 数字：延期天数',
  },
  countLate: {
    en: (late: number, count: number) => `${late} of ${count} late`,
    zh: (late: number, count: number) => `${count} 个中 ${late} 个延期`,
  },
  milestone: { en: 'Milestone', zh: '里程碑' },
  initiative: { en: 'Initiative', zh: '举措' },
  pillar: { en: 'Pillar', zh: '支柱' },
  state: { en: 'State', zh: '状态' },
  baseline: { en: 'Baseline', zh: '基线' },
  forecast: { en: 'Forecast', zh: '预测' },
  achieved: { en: 'Achieved', zh: '达成' },
  slipDays: { en: 'Days late', zh: '延期天数' },
  rowWords: {
    en: (title: string, baseline: string, end: string, slip: string) => `${title}: baseline ${baseline}, ${end}, ${slip}`,
    zh: (title: string, baseline: string, end: string, slip: string) => `${title}：基线 ${baseline}，${end}，${slip}`,
  },
  forecastOn: { en: (date: string) => `forecast ${date}`, zh: (date: string) => `预测 ${date}` },
  achievedOn: { en: (date: string) => `achieved ${date}`, zh: (date: string) => `${date} 达成` },
  inTime: { en: 'in time', zh: '按期' },

  reasons: { en: 'Why dates moved', zh: '改期原因' },
  reasonFinding: {
    en: (reason: string, days: number, all: number) => `${reason}: ${days} of ${counted(all, 'day')} by which forecasts moved`,
    zh: (reason: string, days: number, all: number) => `“${reason}”占改期总天数 ${all} 天中的 ${days} 天`,
  },
  noMoves: { en: 'No forecast has been moved.', zh: '尚无改期记录。' },
  reason: { en: 'Reason', zh: '原因' },
  days: { en: 'Days', zh: '天数' },
  moves: { en: 'Moves', zh: '改期次数' },
  milestones: { en: 'Milestones', zh: '里程碑数' },
  movesOf: {
    en: (days: number, moves: number) => `${counted(days, 'day')}, ${counted(moves, 'move')}`,
    zh: (days: number, moves: number) => `${days} 天，${moves} 次`,
  },

  waiting: { en: 'What waits for a decision', zh: '待决定事项' },
  nothingWaits: { en: 'Nothing waits for a decision.', zh: '没有待决定事项。' },
  openSince: { en: (date: string) => `open since ${date}`, zh: (date: string) => `${date} 起未解除` },
  openedTo: { en: (from: string, to: string) => `${from} to ${to}`, zh: (from: string, to: string) => `${from} 至 ${to}` },
  notAcknowledged: { en: 'Nobody has acknowledged it.', zh: '尚无人确认知悉。' },
  acknowledgedBy: { en: (name: string, note: string) => `${name}: ${note}`, zh: (name: string, note: string) => `${name}：${note}` },
  corrective: { en: 'Corrected by', zh: '纠偏举措' },
  acknowledge: { en: 'Acknowledge', zh: '确认知悉' },
  acknowledgeAgain: { en: 'Add a note', zh: '补充说明' },

  rebaselineOf: { en: (title: string) => `Re-baseline of “${title}”`, zh: (title: string) => `“${title}”的基线变更` },
  proposedBy: {
    en: (name: string, date: string) => `proposed by ${name}, ${date}`,
    zh: (name: string, date: string) => `${name} 于 ${date} 提议`,
  },
  released: { en: 'released', zh: '解除' },
  approve: { en: 'Approve', zh: '批准' },
  reject: { en: 'Reject', zh: '驳回' },

  gateOver: {
    en: (phase: string, days: number) => `“${phase}” should have ended ${counted(days, 'day')} ago`,
    zh: (phase: string, days: number) => `“${phase}”阶段已超期 ${days} 天`,
  },
  gateNext: { en: (phase: string) => `The gate into “${phase}” is due.`, zh: (phase: string) => `应通过进入“${phase}”阶段的关口。` },
  gateLast: {
    en: 'It is the last phase: close the program, or move its planned end.',
    zh: '这是最后一个阶段：请关闭项目群，或调整计划结束日期。',
  },
  enterPhase: { en: (phase: string) => `Enter “${phase}”`, zh: (phase: string) => `进入“${phase}”阶段` },
  unowned: {
    en: (count: number, more: boolean) => `${more ? 'More than ' : ''}${counted(count, 'initiative has', 'initiatives have')} no owner`,
    zh: (count: number, more: boolean) => `${more ? '超过 ' : ''}${count} 项举措无负责人`,
  },

  drift: { en: 'Drift', zh: '偏移预警' },
  noDrift: { en: 'No drift has been flagged.', zh: '从未触发偏移预警。' },

  week: { en: 'What changed this week', zh: '本周变化' },
  quietWeek: { en: 'Nothing has become known in the last seven days.', zh: '最近七天没有变化。' },
  earlier: { en: 'Show earlier', zh: '显示更早的记录' },

  initiatives: { en: 'Initiatives', zh: '举措' },
  noInitiatives: { en: 'No initiative has been launched yet.', zh: '尚未发起任何举措。' },
  unit: { en: 'Unit', zh: '所属单位' },
  owner: { en: 'Owner', zh: '负责人' },
  status: { en: 'Status', zh: '状态' },
} as const;
