import type { StoredEvent } from '#event-sourcing/event.js';

/** An event of the journal; `json` has the canonical text of its data and metadata. */
export type JournalEntry = StoredEvent & { readonly json: { readonly data: string; readonly metadata: string } };
