import { counted } from '../language/numbers';

export const texts = {
  lead: {
    en: (name: string, since: string) => `Lead: ${name}, since ${since}`,
    zh: (name: string, since: string) => `支柱负责人：${name}（${since} 起）`,
  },
  noLead: { en: 'Nobody leads this pillar.', zh: '此支柱尚无负责人。' },
  launch: { en: 'Launch initiative', zh: '发起举措' },
  value: { en: 'Planned against earned', zh: '计划与完成' },
  valueFinding: {
    en: (planned: string, earned: string, days: number) => `${planned} should be done and ${earned} is: ${counted(days, 'day')} behind`,
    zh: (planned: string, earned: string, days: number) => `计划应完成 ${planned}，实际完成 ${earned}，落后 ${days} 天`,
  },
  valueOnPlan: {
    en: (planned: string, earned: string) => `${planned} should be done and ${earned} is: on plan`,
    zh: (planned: string, earned: string) => `计划应完成 ${planned}，实际完成 ${earned}，符合计划`,
  },
  planned: { en: 'Planned', zh: '计划' },
  earned: { en: 'Earned', zh: '完成' },
  behind: { en: 'Days behind', zh: '落后天数' },
  readout: {
    en: (planned: string, earned: string) => `planned ${planned}, earned ${earned}`,
    zh: (planned: string, earned: string) => `计划 ${planned}，完成 ${earned}`,
  },
  file: { en: 'planned-and-earned', zh: '计划与完成' },
  due: { en: 'Overdue, and due in the next 30 days', zh: '已逾期及未来 30 天到期' },
  nothingDue: { en: 'Nothing is due in the next 30 days, and nothing is overdue.', zh: '未来 30 天无到期事项，也无逾期事项。' },
  moreDue: { en: 'More is due: see the milestones below.', zh: '还有更多到期事项，请见下方里程碑。' },
  owner: { en: (name: string) => `Owner: ${name}`, zh: (name: string) => `负责人：${name}` },
} as const;
