import type { Recorded } from '#event-sourcing/event.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { RescheduleReason } from '#domain/initiative/events.js';
import type { Pillar } from '#domain/pillars.js';
import type { Role } from '#domain/program/events.js';

/** A text in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const words = (zh: string, en: string): Words => ({ zh, en });

export const pillarWords: Readonly<Record<Pillar, Words>> = {
  LEADERSHIP: words('领导力', 'leadership'),
  CULTURE: words('文化', 'culture'),
  PROCESS: words('流程', 'process'),
  TECHNOLOGY: words('技术', 'technology'),
};

export const roleWords: Readonly<Record<Role, Words>> = {
  SPONSOR: words('发起人', 'sponsor'),
  PMO: words('PMO', 'PMO'),
  OWNER: words('举措负责人', 'owner'),
  CONTRIBUTOR: words('参与者', 'contributor'),
  AUDITOR: words('审计员', 'auditor'),
};

export const reasonWords: Readonly<Record<RescheduleReason, Words>> = {
  DEPENDENCY: words('依赖', 'dependency'),
  RESOURCE: words('资源', 'resources'),
  SCOPE: words('范围', 'scope'),
  VENDOR: words('供应商', 'vendor'),
  RISK_MATERIALISED: words('风险发生', 'a risk that materialised'),
  PRIORITY: words('优先级', 'priority'),
  ESTIMATE: words('估算', 'estimate'),
  EXTERNAL: words('外部原因', 'external'),
  CORRECTION: words('更正', 'correction'),
  UNKNOWN: words('原因未说明', 'no cause given'),
};

const kindWords: Readonly<Record<DriftKind, Words>> = {
  BEHIND: words('落后', 'behind the other pillars'),
  AHEAD: words('超前', 'ahead of the other pillars'),
  LATE: words('延误', 'late'),
};

const IMPORTED = /^imported: status (.+)$/su;

/** The text of a reason: as it was written, or, if an import derived it from the status of a line, what that status says. */
function reasonSaid(reason: string, importedFrom: string | undefined): Words {
  const status = importedFrom === undefined ? undefined : IMPORTED.exec(reason)?.[1];
  if (status === undefined) return words(reason, reason);
  return status === 'none'
    ? words('导入的记录未注明状态', 'the imported record gives no status')
    : words(`导入的状态为“${status}”`, `the imported status is “${status}”`);
}

/** Makes of what writes a sentence about an event what writes it with the reason that the event gives. */
export const withReason =
  <E extends Recorded, Names>(said: (event: E, names: Names, zh: string, en: string) => Words) =>
  (event: E & { readonly data: { readonly reason: string } }, names: Names, zh: string, en: string): Words => {
    const why = reasonSaid(event.data.reason, event.metadata.importedFrom);
    return said(event, names, `${zh}：${why.zh}`, `${en}: ${why.en}`);
  };

/** Names a kind of drift of a pillar, or of the whole program without a pillar. */
export function driftWords(kind: DriftKind, pillar: Pillar | null): Words {
  const of = pillar === null ? words('项目群', 'the program') : words(`“${pillarWords[pillar].zh}”支柱`, pillarWords[pillar].en);
  return words(`${of.zh}${kindWords[kind].zh}`, `${of.en} ${kindWords[kind].en}`);
}

/** Puts a name into a Chinese sentence: with spaces on the sides where the name is not Chinese. */
export const amidst = (name: string): string =>
  `${/^\p{Script=Han}/u.test(name) ? '' : ' '}${name}${/\p{Script=Han}$/u.test(name) ? '' : ' '}`;
