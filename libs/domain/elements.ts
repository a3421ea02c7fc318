import type { Pillar } from './pillars.js';

/** The three groups under each pillar: what it is, what it does, and how it shows or is built. */
export type ElementGroup = 'connotation' | 'role' | 'effect' | 'manifestation' | 'strategy';

export interface Element {
  /** A stable key, which initiatives refer to. */
  readonly key: string;
  readonly pillar: Pillar;
  readonly group: ElementGroup;
  readonly nameZh: string;
  readonly nameEn: string;
}

const group = (pillar: Pillar, group: ElementGroup, ...elements: readonly (readonly [key: string, nameZh: string, nameEn: string])[]) =>
  elements.map(([key, nameZh, nameEn]): Element => ({ key: `${pillar.toLowerCase()}.${key}`, pillar, group, nameZh, nameEn }));

/** The essay's catalogue in its order: four pillars, three groups each, three elements each. */
export const ELEMENTS: readonly Element[] = [
  ...group(
    'LEADERSHIP',
    'connotation',
    ['strategic-support', '战略层面支持', 'Strategic support'],
    ['sustained-drive', '持续关注与推动', 'Sustained attention and drive'],
    ['leading-change', '变革引领', 'Leading change'],
  ),
  ...group(
    'LEADERSHIP',
    'role',
    ['resource-assurance', '资源保障', 'Securing resources'],
    ['direction', '方向指引', 'Giving direction'],
    ['risk-control', '风险管控', 'Controlling risk'],
  ),
  ...group(
    'LEADERSHIP',
    'manifestation',
    ['executive-commitment', '高层承诺', 'Executive commitment'],
    ['middle-management-drive', '中层推动', 'Middle management drive'],
    ['front-line-execution', '基层执行', 'Front-line execution'],
  ),
  ...group(
    'CULTURE',
    'connotation',
    ['service-culture', '服务文化', 'Service culture'],
    ['collaboration-culture', '协作文化', 'Culture of collaboration'],
    ['innovation-culture', '创新文化', 'Culture of innovation'],
  ),
  ...group(
    'CULTURE',
    'effect',
    ['driving-change', '推动变革', 'Driving change'],
    ['better-execution', '提升执行', 'Better execution'],
    ['sustaining-results', '保障持续', 'Sustaining results'],
  ),
  ...group(
    'CULTURE',
    'strategy',
    ['conveying-value', '价值传递', 'Conveying value'],
    ['guiding-behaviour', '行为引导', 'Guiding behaviour'],
    ['continuous-cultivation', '持续培育', 'Continuous cultivation'],
  ),
  ...group(
    'PROCESS',
    'connotation',
    ['standardised-processes', '标准化流程', 'Standardised processes'],
    ['optimised-processes', '优化流程', 'Optimised processes'],
    ['automated-processes', '自动化流程', 'Automated processes'],
  ),
  ...group(
    'PROCESS',
    'effect',
    ['raising-efficiency', '提升效率', 'Raising efficiency'],
    ['assuring-quality', '保障质量', 'Assuring quality'],
    ['limiting-risk', '控制风险', 'Limiting risk'],
  ),
  ...group(
    'PROCESS',
    'strategy',
    ['design-optimisation', '设计优化', 'Design optimisation'],
    ['monitoring-execution', '执行监控', 'Monitoring execution'],
    ['continuous-improvement', '持续改进', 'Continuous improvement'],
  ),
  ...group(
    'TECHNOLOGY',
    'connotation',
    ['platform-technology', '平台技术', 'Platform technology'],
    ['integration-technology', '集成技术', 'Integration technology'],
    ['intelligent-technology', '智能化技术', 'Intelligent technology'],
  ),
  ...group(
    'TECHNOLOGY',
    'effect',
    ['supporting-processes', '支撑流程', 'Supporting processes'],
    ['better-experience', '提升体验', 'Better experience'],
    ['assuring-security', '保障安全', 'Assuring security'],
  ),
  ...group(
    'TECHNOLOGY',
    'strategy',
    ['architecture-design', '架构设计', 'Architecture design'],
    ['integration-planning', '集成规划', 'Integration planning'],
    ['continuous-optimisation', '持续优化', 'Continuous optimisation'],
  ),
];

const byKey = new Map(ELEMENTS.map((element) => [element.key, element]));

export const elementOf = (key: string): Element | undefined => byKey.get(key);
