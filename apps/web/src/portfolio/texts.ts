import { counted } from '../language/numbers';

export const texts = {
  title: { en: 'Portfolio', zh: '项目群总览' },
  search: { en: 'Search programs', zh: '搜索项目群' },
  active: { en: 'Active', zh: '进行中' },
  closed: { en: 'Closed', zh: '已关闭' },
  shown: { en: 'Programs shown', zh: '显示的项目群' },
  program: { en: 'Program', zh: '项目群' },
  grade: { en: 'Balance', zh: '平衡度' },
  drift: { en: 'Drift', zh: '偏移预警' },
  gate: { en: 'Next gate', zh: '下一关口' },
  overdue: { en: 'Overdue', zh: '逾期' },
  unowned: { en: 'No owner', zh: '无负责人' },
  updated: { en: (when: string) => `updated ${when}`, zh: (when: string) => `更新于${when}` },
  nothingDueYet: { en: 'Nothing due yet', zh: '尚无到期事项' },
  open: { en: (count: number) => `${count} open`, zh: (count: number) => `${count} 项未解除` },
  none: { en: 'none', zh: '无' },
  daysOver: { en: (days: number) => `${counted(days, 'day')} over`, zh: (days: number) => `超期 ${days} 天` },
  trendOf: { en: (name: string) => `Balance of ${name} over the last 13 weeks`, zh: (name: string) => `${name}近 13 周的平衡度` },
  programs: { en: (count: number) => counted(count, 'program'), zh: (count: number) => `${count} 个项目群` },
  empty: {
    en: 'There is no program yet that you may see. A PMO can give you a role, or you charter one.',
    zh: '目前没有您可以查看的项目群。请让 PMO 为您分配角色，或自行立项。',
  },
  noMatch: { en: 'No program has this in its name.', zh: '没有名称匹配的项目群。' },
  newProgram: { en: 'New program', zh: '新建项目群' },
} as const;
