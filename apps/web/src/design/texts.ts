import { counted } from '../language/numbers';

/** Words of the components that all pages share, and the words of the domain. */
export const texts = {
  notLoaded: { en: 'This could not be loaded.', zh: '内容加载失败。' },
  unreachable: { en: 'Evenkeel cannot be reached.', zh: '无法连接到 Evenkeel。' },
  again: { en: 'Try again', zh: '重试' },
  cancel: { en: 'Cancel', zh: '取消' },
  close: { en: 'Close', zh: '关闭' },
  required: { en: 'This field is required.', zh: '此项必填。' },
  mayBeSent: {
    en: 'It is not known whether this was recorded. Send it again: it is recorded only once.',
    zh: '无法确定是否已记录。请再次提交，系统只会记录一次。',
  },
  asTable: { en: 'Show as a table', zh: '以表格显示' },
  asChart: { en: 'Show as a chart', zh: '以图表显示' },
  copyTable: { en: 'Copy table', zh: '复制表格' },
  copied: { en: 'Copied.', zh: '已复制。' },
  csv: { en: 'CSV', zh: 'CSV' },
  png: { en: 'PNG', zh: 'PNG' },
  svg: { en: 'SVG', zh: 'SVG' },

  onPlan: { en: 'on plan', zh: '符合计划' },
  watch: { en: 'watch', zh: '需关注' },
  behind: { en: 'behind', zh: '落后' },
  daysBehind: { en: (days: number) => `${counted(days, 'day')} behind`, zh: (days: number) => `落后 ${days} 天` },
  days: { en: (days: number) => counted(days, 'day'), zh: (days: number) => `${days} 天` },
  daysLate: { en: (days: number) => `${counted(days, 'day')} late`, zh: (days: number) => `晚 ${days} 天` },
  daysEarly: { en: (days: number) => `${counted(days, 'day')} early`, zh: (days: number) => `早 ${days} 天` },
  nothingDueYet: { en: 'nothing due yet', zh: '尚无到期事项' },
  noOne: { en: 'no owner', zh: '无负责人' },

  PLANNED: { en: 'planned', zh: '计划中' },
  OVERDUE: { en: 'overdue', zh: '已逾期' },
  ACHIEVED: { en: 'achieved', zh: '已达成' },
  DESCOPED: { en: 'out of scope', zh: '已移出范围' },

  ACTIVE: { en: 'in progress', zh: '进行中' },
  PAUSED: { en: 'paused', zh: '已暂停' },
  COMPLETED: { en: 'completed', zh: '已完成' },
  CANCELLED: { en: 'cancelled', zh: '已取消' },
  CLOSED: { en: 'closed', zh: '已关闭' },

  DEPENDENCY: { en: 'Waiting for something else', zh: '等待其他事项' },
  RESOURCE: { en: 'People or money are missing', zh: '缺少人员或资金' },
  SCOPE: { en: 'The work grew or changed', zh: '范围扩大或变化' },
  ESTIMATE: { en: 'The estimate was wrong', zh: '估算有误' },
  PRIORITY: { en: 'Something else comes first', zh: '优先级调整' },
  VENDOR: { en: 'A supplier is late', zh: '供应商延误' },
  RISK_MATERIALISED: { en: 'A known risk came true', zh: '已知风险成为现实' },
  EXTERNAL: { en: 'A cause outside the program', zh: '项目群外部原因' },
  CORRECTION: { en: 'The date had been entered wrongly', zh: '原日期录入有误' },
  UNKNOWN: { en: 'No cause recorded', zh: '未记录原因' },

  LEADERSHIP: { en: 'Leadership', zh: '领导力' },
  CULTURE: { en: 'Culture', zh: '文化' },
  PROCESS: { en: 'Process', zh: '流程' },
  TECHNOLOGY: { en: 'Technology', zh: '技术' },
} as const;
