export const texts = {
  title: { en: 'New program', zh: '新建项目群' },
  intro: {
    en: 'You become its first PMO. The start and the time zone cannot be changed later; everything else can, in its settings.',
    zh: '您将成为首位 PMO。开始日期和时区之后不能修改，其余内容可以在设置中修改。',
  },
  notAllowed: {
    en: 'A program is chartered by an administrator, or by the PMO of another program.',
    zh: '只有管理员或其他项目群的 PMO 可以新建项目群。',
  },
  name: { en: 'Name', zh: '名称' },
  objective: { en: 'Objective', zh: '目标' },
  objectiveHint: { en: 'What will be different when it is done, in a sentence or two.', zh: '用一两句话说明完成后会有什么不同。' },
  sponsor: { en: 'Sponsor', zh: '发起人' },
  sponsorHint: {
    en: 'Approves gates and re-baselines. Somebody missing here has to be invited first.',
    zh: '负责批准关口和基线变更。名单中没有的人需先邀请。',
  },
  choose: { en: 'Choose a person', zh: '请选择人员' },
  startsOn: { en: 'Starts on', zh: '开始日期' },
  startsHint: { en: 'Its first phase is entered on this day.', zh: '当日进入第一阶段。' },
  endsOn: { en: 'Planned end', zh: '计划结束' },
  endsHint: { en: 'Moves the ends of the phases below.', zh: '调整后，下方各阶段的结束日期随之变化。' },
  zone: { en: 'Time zone', zh: '时区' },
  zoneHint: { en: 'In it days begin and end.', zh: '日期以此时区为准。' },
  phases: { en: 'Phases', zh: '阶段' },
  phasesHint: {
    en: 'The emphasis says how much of its work each phase should give to each pillar. A pillar that has planned too little of it counts as behind.',
    zh: '重点占比表示各阶段应投入各支柱的工作比例。规划不足的支柱会被视为落后。',
  },
  charter: { en: 'Charter the program', zh: '立项' },
  done: { en: 'The program has been chartered.', zh: '项目群已立项。' },
} as const;
