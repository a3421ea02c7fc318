import { ROLES } from '#domain/program/events.js';
import type { Language } from '#domain/language.js';
import type { ProgramParts } from '../graphql/access.js';
import { pillarWords, roleWords } from '#read-models/history/words.js';
import type { Purpose } from '#identity/access/invitations.js';
import { html, type Html } from './html.js';

const INSTALLATION: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  ADMINISTRATOR: { 'zh-CN': '系统管理员', en: 'administrator' },
  AUDITOR: { 'zh-CN': '审计员（全部项目群）', en: 'auditor of all programs' },
};

/** The name of a role, of a program or of the whole installation. */
export function roleShown({ programId, role }: Purpose, language: Language): string {
  const words = (roleWords as Readonly<Record<string, { readonly zh: string; readonly en: string }>>)[role];
  if (programId === undefined) return INSTALLATION[role]?.[language] ?? role;
  return words ? (language === 'zh-CN' ? words.zh : words.en) : role;
}

/** What somebody is in a program today, in words. */
export function partsShown({ program, roles, leads, contributesTo }: ProgramParts, language: Language): string {
  const said = ROLES.filter((role) => roles.includes(role) || (role === 'CONTRIBUTOR' && contributesTo.length > 0)).map((role) =>
    roleShown({ programId: program.id, role }, language),
  );
  for (const pillar of leads) said.push(language === 'zh-CN' ? `“${pillarWords[pillar].zh}”支柱负责人` : `${pillarWords[pillar].en} lead`);
  return said.join(language === 'zh-CN' ? '、' : ', ');
}

/** A list of programs with what somebody is in each. */
export const programList = (rows: readonly (readonly [program: string, parts: string])[]): Html =>
  html`<ul>
    ${rows.map(([program, parts]) => html`<li><span>${program}</span><span>${parts}</span></li>`)}
  </ul>`;
