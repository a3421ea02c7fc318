import type { Recorded, StoredEvent } from '#event-sourcing/event.js';
import type { DriftEvent } from '#domain/drift/events.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import type { ProgramEvent } from '#domain/program/events.js';
import { driftSummary } from './drift-summary.js';
import { initiativeSummary } from './initiative-summary.js';
import { programSummary } from './program-summary.js';
import type { SummaryNames } from './summary-names.js';
import type { Words } from './words.js';

export type Language = 'zh-CN' | 'en';

/** One sentence that says what happened. A type that this code does not know is named as it is. */
export function summaryOf(event: StoredEvent, language: Language, names: SummaryNames): string {
  const { zh, en } = wordsOf(event, names) ?? { zh: `${event.type}。`, en: `${event.type}.` };
  return language === 'zh-CN' ? zh : en;
}

/** By stream, which tells the aggregate; a switch without an answer is a type from the future. */
function wordsOf(event: StoredEvent, names: SummaryNames): Words | undefined {
  switch (event.stream.slice(0, event.stream.indexOf('-'))) {
    case 'program':
      return programSummary(event as Recorded<ProgramEvent>, names);
    case 'initiative':
      return initiativeSummary(event as Recorded<InitiativeEvent>, names);
    case 'evaluation':
      return driftSummary(event as Recorded<EvaluationEvent>);
    case 'drift':
      return driftSummary(event as Recorded<DriftEvent>);
    default:
      return undefined;
  }
}

/** The ids of the people that the summaries of these events name. */
export function peopleIn(events: readonly StoredEvent[]): readonly string[] {
  const ids = new Set<string>();
  const names: SummaryNames = { person: (id) => (ids.add(id), id), initiative: (id) => id, milestone: (_, id) => id };
  for (const event of events) wordsOf(event, names);
  return [...ids];
}

/** The ids of the initiatives whose title, or whose milestones' titles, the summaries of these events need. */
export function initiativesNamedIn(events: readonly StoredEvent[]): readonly string[] {
  const ids = new Set<string>();
  for (const { stream } of events) if (stream.startsWith('initiative-')) ids.add(stream.slice('initiative-'.length));
  return [...ids];
}
