import type { Language } from '#domain/language.js';
import type { ProgramState } from '#domain/program/state.js';
import { pillarWords } from '#read-models/history/words.js';
import type { FlatMilestone } from '#read-models/feeds/flat-milestone.js';
import { currentPhase, phasesOf } from '#read-models/programs/program-view.js';
import type { MilestoneDisplayState } from '#read-models/milestones/milestone-view.js';
import type { DayEvent } from './ics.js';

type Both = Readonly<Record<Language, string>>;

const STATES: Readonly<Record<MilestoneDisplayState, Both>> = {
  PLANNED: { en: 'planned', 'zh-CN': '计划中' },
  OVERDUE: { en: 'overdue', 'zh-CN': '已逾期' },
  ACHIEVED: { en: 'achieved', 'zh-CN': '已达成' },
  DESCOPED: { en: 'descoped', 'zh-CN': '已移出范围' },
};

const GATE: Both = { en: 'Gate', 'zh-CN': '阶段关口' };

export const CALENDAR_NAMES = {
  own: { en: 'Evenkeel: my milestones', 'zh-CN': 'Evenkeel：我的里程碑' },
  program: (name: string): Both => ({ en: `Evenkeel: ${name}`, 'zh-CN': `Evenkeel：${name}` }),
};

/** A milestone on the day on which it was achieved or is expected; undefined: it was withdrawn. */
export function milestoneEvent(row: FlatMilestone, language: Language): DayEvent | undefined {
  if (row.state === 'DESCOPED') return undefined;
  const zh = language === 'zh-CN';
  const pillar = zh ? pillarWords[row.pillar].zh : pillarWords[row.pillar].en;
  const state = STATES[row.state][language];
  const facts = zh
    ? [
        `项目群：${row.programName}`,
        `举措：${row.initiativeTitle}（${pillar}）`,
        `状态：${state}`,
        `基线：${row.baseline}`,
        `延迟：${row.slipDays} 天`,
      ]
    : [
        `Program: ${row.programName}`,
        `Initiative: ${row.initiativeTitle} (${pillar})`,
        `State: ${state}`,
        `Baseline: ${row.baseline}`,
        `Slip: ${row.slipDays} ${row.slipDays === 1 ? 'day' : 'days'}`,
      ];
  return {
    uid: `${row.initiativeId}.${row.id}@evenkeel`,
    on: row.achievedOn ?? row.forecast,
    summary: row.state === 'PLANNED' ? row.title : zh ? `${row.title}（${state}）` : `${row.title} (${state})`,
    description: facts.join('\n'),
    category: pillar,
  };
}

/** The gates of a program: the planned end of each phase that has not ended, and the day on which each entered phase began. */
export function gateEvents(program: ProgramState, today: string, language: Language): readonly DayEvent[] {
  if (program.status === 'CLOSED') return [];
  const zh = language === 'zh-CN';
  const phases = phasesOf(program, today);
  const current = currentPhase(program, today).key;
  const at = phases.findIndex(({ phase }) => phase.key === current);
  return phases.flatMap(({ phase, enteredOn }, i): DayEvent[] => {
    const event = (kind: 'begins' | 'ends', on: string, summary: string): DayEvent => ({
      uid: `${program.id}.${encodeURIComponent(phase.key)}.${kind}@evenkeel`,
      ...{ on, summary },
      description: zh ? `项目群：${program.name}` : `Program: ${program.name}`,
      category: GATE[language],
    });
    return [
      ...(enteredOn === null
        ? []
        : [event('begins', enteredOn, zh ? `${program.name}：进入“${phase.name}”阶段` : `${program.name}: ${phase.name} begins`)]),
      ...(i < at
        ? []
        : [
            event(
              'ends',
              phase.endsOn,
              zh ? `${program.name}：“${phase.name}”阶段计划结束` : `${program.name}: planned end of ${phase.name}`,
            ),
          ]),
    ];
  });
}
