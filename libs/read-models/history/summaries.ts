import type { Fact, Recorded } from '#event-sourcing/event.js';
import type { SummaryNames } from './summary-names.js';
import type { Words } from './words.js';

/** One sentence for each event type in both languages: a missing type does not compile. */
export type Summaries<Event extends Fact> = {
  readonly [Type in Event['type']]: (event: Recorded<Extract<Event, { readonly type: Type }>>, names: SummaryNames) => Words;
};
