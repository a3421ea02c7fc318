/** Names for the ids in an event; each gives the id itself where it knows no name. */
export interface SummaryNames {
  person(id: string): string;
  initiative(id: string): string;
  milestone(initiativeId: string, milestoneId: string): string;
}
