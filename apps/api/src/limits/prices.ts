/**
 * The cost of work beyond an answer's plain fields, in units of some three microseconds, the time of a plain field. Measured on one program
 * with 46,000 events, 115 initiatives and 11,500 milestones; docs/decisions/2026-11-28-cost-by-work.md has the numbers.
 */
export const PRICES: Readonly<Record<string, number>> = {
  // The canonical text is computed for each entry.
  'HistoryEntry.canonical': 6,
  'HistoryEntry.data': 4,
  'HistoryEntry.summary': 14,
  // A pass over the program's milestones for every story.
  'Balance.story': 2_000,
  // Each asks the policy and a decider; measured on an initiative with 500 milestones and a program with 50 roles.
  'MilestoneViewerCan.retitle': 4,
  'MilestoneViewerCan.reweigh': 4,
  'MilestoneViewerCan.reschedule': 10,
  'MilestoneViewerCan.confirmForecast': 3,
  'MilestoneViewerCan.achieve': 7,
  'MilestoneViewerCan.reopen': 4,
  'MilestoneViewerCan.descope': 4,
  'MilestoneViewerCan.restore': 2,
  'InitiativeViewerCan.complete': 3,
  'InitiativeViewerCan.planMilestone': 10,
  'InitiativeViewerCan.proposeRebaseline': 40,
  'ProgramViewerCan.revisePhasePlan': 15,
  'ProgramViewerCan.reviseDriftPolicy': 7,
  'Program.viewerCanLaunchUnder': 10,
  // The matching rows are counted one by one.
  'HistoryConnection.totalCount': 1_000,
  'MilestoneConnection.totalCount': 1_000,
  'InitiativeConnection.totalCount': 50,
  'EvaluationConnection.totalCount': 50,
  'DriftEpisodeConnection.totalCount': 50,
  'RebaselineConnection.totalCount': 50,
  'ProgramConnection.totalCount': 50,
  // One statement each; for a balance, most of a sweep over a program of usual size.
  'Program.history': 100,
  'Program.milestones': 100,
  'Program.initiatives': 50,
  'Program.evaluations': 50,
  'Program.driftEpisodes': 50,
  'Program.balance': 100,
  // A sweep of its own, and twice as long again for its milestones.
  'Program.leverage': 10_000,
  'Query.milestones': 100,
  'Query.initiatives': 100,
  'Query.driftEpisodes': 50,
  'Query.evaluations': 50,
  'Query.rebaselines': 50,
  'Query.history': 100,
  // A sweep of each program that the viewer may see, perhaps thousands.
  'Query.portfolio': 20_000,
  'Query.portfolioTimeline': 20_000,
  // A pass over the milestones of all programs that the viewer may see, perhaps hundreds of thousands; two for the slips.
  'Query.milestoneCounts': 10_000,
  'Query.slipSummary': 20_000,
  'Query.workload': 10_000,
  // A statement for each person, and what they answer for in all their programs.
  'Account.responsibilities': 200,
  'Query.responsibilities': 200,
  'Viewer.roles': 50,
  'Viewer.tokens': 50,
  'Viewer.calendarAddresses': 50,
  'Viewer.sessions': 50,
  'Query.securityLog': 100,
  'Query.accounts': 100,
  'Query.invitations': 50,
};

/** The cost of each entry of a page beyond its fields: an event is read with its data and parsed. */
export const ENTRY_PRICES: Readonly<Record<string, number>> = {
  'Program.history': 8,
  'Program.milestones': 2,
  'Query.milestones': 2,
  'Query.initiatives': 2,
  'Query.history': 8,
};

/** The cost of filters that read many more rows than they return, by field and argument. */
export const FILTER_PRICES: Readonly<Record<string, number>> = {
  'Program.history actor': 1_000,
  'Program.history types': 2_000,
  'Program.history milestoneId': 4_000,
  'Program.milestones state': 500,
  'Program.milestones ownerId': 1_000,
  'Query.milestones filter': 1_000,
  'Query.milestones orderBy': 1_000,
  'Query.milestones state': 500,
  'Query.milestones ownerId': 1_000,
  'Query.initiatives filter': 500,
  'Query.driftEpisodes filter': 500,
  'Query.driftEpisodes orderBy': 500,
  'Query.evaluations filter': 500,
  'Query.evaluations orderBy': 500,
  'Query.rebaselines filter': 500,
  'Query.rebaselines orderBy': 500,
  // In the worst case the whole log is walked.
  'Query.history filter': 20_000,
  'Query.initiatives orderBy': 500,
};
