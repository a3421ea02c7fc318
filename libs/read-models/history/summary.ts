import type { StoredEvent } from '#event-sourcing/event.js';
import type { Language } from '#domain/language.js';
import { driftSummaries } from './drift-summaries.js';
import { initiativeSummaries } from './initiative-summaries.js';
import { programSummaries } from './program-summaries.js';
import type { SummaryNames } from './summary-names.js';
import type { Words } from './words.js';

export type { Language };

/** A text by a person may already end with a punctuation mark. */
const ENDED = /([?!？！…])[.。]$/u;
const STOPPED = /[.。]+$/u;

/** One sentence that says what happened. An unknown event type is shown by its name. */
export function summaryOf(event: StoredEvent, language: Language, names: SummaryNames): string {
  const { zh, en } = wordsOf(event, names) ?? { zh: `${event.type}。`, en: `${event.type}.` };
  if (language === 'zh-CN')
    return zh.replace(ENDED, '$1').replace(STOPPED, '。') + (event.metadata.asAdministrator ? '（以系统管理员身份操作）' : '');
  return en.replace(ENDED, '$1').replace(STOPPED, '.') + (event.metadata.asAdministrator ? ' (Done as an administrator.)' : '');
}

/** The sentences of all aggregates, which have no event type in common. */
const summaries = { ...programSummaries, ...initiativeSummaries, ...driftSummaries };

/** Whether events of a type have a sentence of their own. */
export const hasSummary = (type: string): boolean => Object.hasOwn(summaries, type);

/** The sentence about an event; undefined: its type comes from a later version, or it is about the installation. */
function wordsOf(event: StoredEvent, names: SummaryNames): Words | undefined {
  if (!hasSummary(event.type)) return undefined;
  return summaries[event.type as keyof typeof summaries](event as never, names);
}

/** The ids of the people that the summaries of these events name. */
export function peopleIn(events: readonly StoredEvent[]): readonly string[] {
  const ids = new Set<string>();
  const names: SummaryNames = {
    person: (id) => (ids.add(id), id),
    program: (id) => id,
    phase: (_, key) => key,
    initiative: (id) => id,
    milestone: (_, id) => id,
  };
  for (const event of events) wordsOf(event, names);
  return [...ids];
}

/** The ids of the initiatives whose title, or whose milestones' titles, the summaries of these events need. */
export function initiativesNamedIn(events: readonly StoredEvent[]): readonly string[] {
  const ids = new Set<string>();
  for (const { stream, data } of events) {
    if (stream.startsWith('initiative-')) ids.add(stream.slice('initiative-'.length));
    const { initiativeId } = data as { readonly initiativeId?: unknown };
    if (stream.startsWith('program-') && typeof initiativeId === 'string') ids.add(initiativeId);
  }
  return [...ids];
}

/** The ids of the programs whose names, or whose phases' names, the summaries of these events may need. */
export const programsNamedIn = (events: readonly StoredEvent[]): readonly string[] => [
  ...new Set(events.flatMap(({ metadata: { programId } }) => (programId === undefined ? [] : [programId]))),
];
