import { counted } from '../language/numbers';

export const texts = {
  title: { en: 'To decide', zh: '待我决定' },
  count: { en: (count: number) => counted(count, 'decision'), zh: (count: number) => `${count} 项待决定` },
  empty: {
    en: 'Nothing waits for a decision of yours.',
    zh: '目前没有等待您决定的事项。',
  },
  wouldAppear: {
    en: 'Here appear, from all your programs: re-baselines to approve, drift alarms to acknowledge, gates two weeks before they are due, initiatives without an owner, and milestones more than a month late.',
    zh: '您所参与项目群中的以下事项会列在这里：待审批的基线变更、待确认知悉的偏移预警、两周内到期的关口、没有负责人的举措，以及逾期一个月以上的里程碑。',
  },
  cut: {
    en: 'Only the first 100 of each kind are shown. The rest follows once these are decided.',
    zh: '每类仅显示前 100 项，处理后会显示其余事项。',
  },

  rebaselines: { en: 'Re-baselines to approve', zh: '待审批的基线变更' },
  proposedBy: {
    en: (name: string, when: string) => `proposed by ${name}, ${when}`,
    zh: (name: string, when: string) => `${name} 于 ${when} 提议`,
  },
  later: { en: (days: number) => `${counted(days, 'day')} later`, zh: (days: number) => `推后 ${days} 天` },
  earlier: { en: (days: number) => `${counted(days, 'day')} earlier`, zh: (days: number) => `提前 ${days} 天` },
  approve: { en: 'Approve', zh: '批准' },
  reject: { en: 'Reject', zh: '驳回' },
  approveTitle: { en: (title: string) => `Approve the re-baseline of ${title}`, zh: (title: string) => `批准“${title}”的基线变更` },
  rejectTitle: { en: (title: string) => `Reject the re-baseline of ${title}`, zh: (title: string) => `驳回“${title}”的基线变更` },
  approveHint: {
    en: 'The new dates become the promise that lateness is measured by. The old ones stay in the history.',
    zh: '新日期将成为衡量是否延误的基线，原基线保留在历史记录中。',
  },
  approved: { en: 'Approved.', zh: '已批准。' },
  rejected: { en: 'Rejected.', zh: '已驳回。' },
  note: { en: 'Note', zh: '备注' },
  why: { en: 'Why', zh: '原因' },

  drift: { en: 'Drift to acknowledge', zh: '待确认知悉的偏移预警' },
  BEHIND: { en: (pillar: string) => `${pillar} is behind the other pillars`, zh: (pillar: string) => `“${pillar}”支柱落后于其他支柱` },
  AHEAD: {
    en: (pillar: string) => `${pillar} has outrun its plan and the other pillars`,
    zh: (pillar: string) => `“${pillar}”支柱超前于计划和其他支柱`,
  },
  LATE: { en: () => 'The whole program is late', zh: () => '整个项目群进度滞后' },
  openSince: {
    en: (date: string, weeks: number) => `open since ${date} (${counted(weeks, 'week')})`,
    zh: (date: string, weeks: number) => `自 ${date} 起未解除（${weeks} 周）`,
  },
  acknowledge: { en: 'Acknowledge', zh: '确认知悉' },
  acknowledgeHint: {
    en: 'The alarm stays open until the balance recovers. Your note tells everyone what is done about it.',
    zh: '在平衡度恢复之前预警不会解除。您的说明将告诉所有人正在采取什么措施。',
  },
  whatIsDone: { en: 'What is done about it', zh: '应对措施' },
  corrective: { en: 'Initiative that corrects it', zh: '纠偏举措' },
  noCorrective: { en: 'None yet', zh: '暂无' },
  acknowledged: { en: 'Acknowledged.', zh: '已确认知悉。' },

  gates: { en: 'Gates', zh: '关口' },
  gate: { en: (from: string, to: string) => `${from} → ${to}`, zh: (from: string, to: string) => `${from} → ${to}` },
  lastGate: { en: (phase: string) => `End of ${phase}, the last phase`, zh: (phase: string) => `最后阶段“${phase}”结束` },
  over: { en: (days: number) => `${counted(days, 'day')} over`, zh: (days: number) => `已超期 ${days} 天` },
  wasDue: { en: (date: string) => `was due ${date}`, zh: (date: string) => `应于 ${date} 通过` },
  dueOn: {
    en: (date: string, relative: string) => `due ${date} (${relative})`,
    zh: (date: string, relative: string) => `${date} 到期（${relative}）`,
  },
  enter: { en: (phase: string) => `Enter ${phase}`, zh: (phase: string) => `进入“${phase}”` },
  enterTitle: { en: (phase: string) => `Enter the phase ${phase}`, zh: (phase: string) => `进入“${phase}”阶段` },
  enterHint: {
    en: 'From this date on the emphasis of the new phase decides what each pillar should have planned.',
    zh: '自该日起，各支柱应规划的内容按新阶段的重点计算。',
  },
  on: { en: 'Entered on', zh: '进入日期' },
  approvedBy: { en: 'Approved by', zh: '批准人' },
  notNamed: { en: 'Not named', zh: '未注明' },
  entered: { en: (phase: string) => `${phase} has been entered.`, zh: (phase: string) => `已进入“${phase}”阶段。` },
  closeOrExtend: { en: 'Close or extend', zh: '关闭或延长' },

  unowned: { en: 'Initiatives without an owner', zh: '没有负责人的举措' },
  assign: { en: 'Assign', zh: '指定' },
  assignTitle: { en: (title: string) => `Owner of ${title}`, zh: (title: string) => `“${title}”的负责人` },
  owner: { en: 'Owner', zh: '负责人' },
  from: { en: 'From', zh: '生效日期' },
  choose: { en: 'Choose a person', zh: '请选择人员' },
  assigned: { en: 'The owner has been assigned.', zh: '负责人已指定。' },

  overdue: { en: 'More than a month late', zh: '逾期一个月以上' },
  overdueAt: {
    en: (date: string) => `promised for ${date}`,
    zh: (date: string) => `基线日期 ${date}`,
  },
  forecastPassed: { en: (date: string) => `forecast ${date} has passed`, zh: (date: string) => `预测日期 ${date} 已过` },
  achieve: { en: 'Done', zh: '完成' },
  reschedule: { en: 'New date', zh: '改期' },
} as const;
