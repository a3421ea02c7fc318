import type { ProgramEvent } from '#domain/program/events.js';
import type { Summaries } from './summaries.js';
import type { SummaryNames } from './summary-names.js';
import { amidst, pillarWords, roleWords, type Words } from './words.js';

/** Names the initiative of a role by today's title; nothing for a role in the whole program. */
function initiativeWords(names: SummaryNames, id: string | undefined): Words {
  if (id === undefined) return { zh: '', en: '' };
  const title = names.initiative(id, Infinity);
  return { zh: `在举措“${title}”中的`, en: ` of initiative “${title}”` };
}

/** Two names that are not Chinese stand one space apart. */
const spaced = (text: string): string => text.replaceAll('  ', ' ');

export const programSummaries: Summaries<ProgramEvent> = {
  ProgramChartered: ({ data: { name, startsOn, sponsor } }, names) => ({
    zh: `立项“${name}”，自 ${startsOn} 起，发起人：${names.person(sponsor)}。`,
    en: `Program “${name}” was chartered, starting on ${startsOn}, sponsored by ${names.person(sponsor)}.`,
  }),
  ProgramRenamed: ({ stream, revision, data: { name } }, names) => {
    const before = names.program(stream.slice('program-'.length), revision);
    return { zh: `项目群“${before}”更名为“${name}”。`, en: `Program “${before}” was renamed “${name}”.` };
  },
  ObjectiveRevised: ({ data: { reason } }) => ({ zh: `修订目标：${reason}。`, en: `The objective was revised: ${reason}.` }),
  PhasePlanRevised: ({ data: { phases, reason } }) => ({
    zh: `修订阶段计划（${phases.length} 个阶段）：${reason}。`,
    en: `The phase plan was revised (${phases.length} ${phases.length === 1 ? 'phase' : 'phases'}): ${reason}.`,
  }),
  PhaseEntered: ({ stream, revision, data: { phase, on, approvedBy } }, names) => {
    const name = names.phase(stream.slice('program-'.length), phase, revision);
    const by =
      approvedBy === undefined
        ? { zh: '', en: '' }
        : { zh: `，由${amidst(names.person(approvedBy))}批准`, en: `, approved by ${names.person(approvedBy)}` };
    return { zh: `于 ${on} 进入“${name}”阶段${by.zh}。`, en: `Phase “${name}” was entered on ${on}${by.en}.` };
  },
  PhaseEntryCorrected: ({ stream, revision, data: { phase, from, on, reason } }, names) => {
    const name = names.phase(stream.slice('program-'.length), phase, revision);
    return {
      zh: `将进入“${name}”阶段的日期由 ${from} 更正为 ${on}：${reason}。`,
      en: `The date on which phase “${name}” was entered was corrected from ${from} to ${on}: ${reason}.`,
    };
  },
  DriftPolicyRevised: ({ data: { reason } }) => ({ zh: `修订偏移策略：${reason}。`, en: `The drift policy was revised: ${reason}.` }),
  PillarLeadAssigned: ({ data: { pillar, person, effectiveOn } }, names) => ({
    zh: `自 ${effectiveOn} 起，由${amidst(names.person(person))}负责“${pillarWords[pillar].zh}”支柱。`,
    en: `${names.person(person)} leads ${pillarWords[pillar].en} from ${effectiveOn}.`,
  }),
  RoleGranted: ({ data: { person, role, initiativeId, endsOn, reason } }, names) => {
    const of = initiativeWords(names, initiativeId);
    const ends = endsOn === undefined ? { zh: '', en: '' } : { zh: `，截至 ${endsOn}`, en: ` until ${endsOn}` };
    const why = reason === undefined ? { zh: '', en: '' } : { zh: `：${reason}`, en: `: ${reason}` };
    return {
      zh: spaced(`授予${amidst(names.person(person))}${of.zh}${amidst(roleWords[role].zh)}角色${ends.zh}${why.zh}。`),
      en: `${names.person(person)} was granted the role ${roleWords[role].en}${of.en}${ends.en}${why.en}.`,
    };
  },
  RoleRevoked: ({ data: { person, role, initiativeId, reason } }, names) => {
    const of = initiativeWords(names, initiativeId);
    const why = reason === undefined ? { zh: '', en: '' } : { zh: `：${reason}`, en: `: ${reason}` };
    return {
      zh: spaced(`撤销${amidst(names.person(person))}${of.zh === '' ? '的' : of.zh}${amidst(roleWords[role].zh)}角色${why.zh}。`),
      en: `${names.person(person)} lost the role ${roleWords[role].en}${of.en}${why.en}.`,
    };
  },
  ProgramClosed: ({ data: { reason } }) => ({ zh: `项目群已关闭：${reason}。`, en: `The program was closed: ${reason}.` }),
  ProgramReopened: ({ data: { reason } }) => ({ zh: `项目群已重新打开：${reason}。`, en: `The program was reopened: ${reason}.` }),
};
