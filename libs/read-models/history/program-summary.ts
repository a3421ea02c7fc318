import type { Recorded } from '#event-sourcing/event.js';
import type { ProgramEvent } from '#domain/program/events.js';
import type { SummaryNames } from './summary-names.js';
import { pillarWords, roleWords, type Words } from './words.js';

export function programSummary(event: Recorded<ProgramEvent>, names: SummaryNames): Words {
  switch (event.type) {
    case 'ProgramChartered': {
      const { name, startsOn, sponsor } = event.data;
      return {
        zh: `立项“${name}”，自 ${startsOn} 起，发起人 ${names.person(sponsor)}。`,
        en: `Program “${name}” was chartered, starting on ${startsOn}, sponsored by ${names.person(sponsor)}.`,
      };
    }
    case 'ProgramRenamed':
      return { zh: `项目群更名为“${event.data.name}”。`, en: `The program was renamed “${event.data.name}”.` };
    case 'ObjectiveRevised':
      return { zh: `修订目标：${event.data.reason}。`, en: `The objective was revised: ${event.data.reason}.` };
    case 'PhasePlanRevised':
      return {
        zh: `修订阶段计划（${event.data.phases.length} 个阶段）：${event.data.reason}。`,
        en: `The phase plan was revised (${event.data.phases.length} phases): ${event.data.reason}.`,
      };
    case 'PhaseEntered': {
      const { phase, on, approvedBy } = event.data;
      const by =
        approvedBy === undefined
          ? { zh: '', en: '' }
          : { zh: `，由 ${names.person(approvedBy)} 批准`, en: `, approved by ${names.person(approvedBy)}` };
      return { zh: `于 ${on} 进入阶段 ${phase}${by.zh}。`, en: `Phase ${phase} was entered on ${on}${by.en}.` };
    }
    case 'DriftPolicyRevised':
      return { zh: `修订偏移策略：${event.data.reason}。`, en: `The drift policy was revised: ${event.data.reason}.` };
    case 'PillarLeadAssigned': {
      const { pillar, person, effectiveOn } = event.data;
      return {
        zh: `自 ${effectiveOn} 起，${names.person(person)} 负责“${pillarWords[pillar].zh}”支柱。`,
        en: `${names.person(person)} leads ${pillarWords[pillar].en} from ${effectiveOn}.`,
      };
    }
    case 'RoleGranted': {
      const { person, role } = event.data;
      return {
        zh: `授予 ${names.person(person)} ${roleWords[role].zh}角色。`,
        en: `${names.person(person)} was granted the role ${roleWords[role].en}.`,
      };
    }
    case 'RoleRevoked': {
      const { person, role } = event.data;
      return {
        zh: `撤销 ${names.person(person)} 的${roleWords[role].zh}角色。`,
        en: `${names.person(person)} lost the role ${roleWords[role].en}.`,
      };
    }
    case 'ProgramClosed':
      return { zh: `项目群关闭：${event.data.reason}。`, en: `The program was closed: ${event.data.reason}.` };
    case 'ProgramReopened':
      return { zh: `项目群重新打开：${event.data.reason}。`, en: `The program was reopened: ${event.data.reason}.` };
  }
}
