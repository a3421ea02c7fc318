/** What a person can do with a milestone, the most frequent first. */
export const ACTS = ['achieve', 'confirmForecast', 'reschedule', 'reopen', 'descope', 'restore', 'retitle', 'reweigh'] as const;
export type MilestoneAct = (typeof ACTS)[number];

/** The acts that the api would not refuse this person now. */
export const possibleActs = (viewerCan: Readonly<Partial<Record<MilestoneAct, boolean>>>): MilestoneAct[] =>
  ACTS.filter((act) => viewerCan[act]);
