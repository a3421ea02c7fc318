import type { StoredEvent } from '#event-sourcing/event.js';

export type Language = 'zh-CN' | 'en';

/** Names for the ids in an event; each gives the id itself where it knows no name. */
export interface SummaryNames {
  person(id: string): string;
  milestone(initiativeId: string, milestoneId: string): string;
  initiative(id: string): string;
}

/** The ids of all people that the summaries of these events name. */
export function peopleIn(_events: readonly StoredEvent[]): readonly string[] {
  throw new Error('not yet');
}

/** One sentence that says what happened. */
export function summaryOf(_event: StoredEvent, _language: Language, _names: SummaryNames): string {
  throw new Error('not yet');
}
