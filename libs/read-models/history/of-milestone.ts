import { isKnownEvent } from '#domain/event-types.js';
import type { Source } from '../as-of/source.js';
import { QuestionError } from '../question-error.js';
import { condition, every, isIn, type Condition } from '../paging/condition.js';

/** The types of re-baseline events that list the milestones they change. */
const LISTING = "('RebaselineProposed', 'RebaselineApproved')";

/** A condition that the canonical text of the data contains this member. */
const lists = (key: string, value: string): Condition => {
  const literal = `${JSON.stringify(key)}:${JSON.stringify(value)}`.replace(/[!%_]/g, '!$&');
  return condition("j.data like ? escape '!'", `%${literal}%`);
};

/**
 * Finds the events `j` of a milestone: its own, the re-baselines that list it, and their rejections, which name only the proposal.
 * @param within further conditions on the events: their program, perhaps their initiative
 */
export async function ofMilestone(source: Source, milestoneId: string, within: readonly Condition[]): Promise<Condition> {
  const listing = lists('milestoneId', milestoneId);
  const proposals = every([...within, condition("j.type = 'RebaselineProposed'"), listing]);
  const found = await source.journal.select<{ data: string }>(
    `select j.data from journal_entries j where ${proposals.sql}`,
    proposals.parameters,
  );
  const rejected = found.map(({ data }) => lists('rebaselineId', (JSON.parse(data) as { rebaselineId: string }).rebaselineId));
  return {
    sql: [
      'j.milestone_id = ?',
      `j.type in ${LISTING} and ${listing.sql}`,
      ...rejected.map(({ sql }) => `j.type = 'RebaselineRejected' and ${sql}`),
    ].join(' or '),
    parameters: [milestoneId, ...listing.parameters, ...rejected.flatMap(({ parameters }) => parameters)],
  };
}

/** Far more event types than exist; a statement may have only some ten thousand parameters. */
const MOST_TYPES = 1_000;

/** Conditions for these event types. @throws QuestionError BAD_USER_INPUT over 1,000 types, EVENT_TYPE_UNKNOWN */
export function ofTypes(types: readonly string[] | null | undefined): readonly Condition[] {
  if (types === null || types === undefined) return [];
  const distinct = [...new Set(types)];
  if (distinct.length > MOST_TYPES) throw new QuestionError('BAD_USER_INPUT', `At most ${MOST_TYPES} types can be asked for`);
  const unknown = distinct.find((type) => !isKnownEvent(type));
  if (unknown !== undefined) throw new QuestionError('EVENT_TYPE_UNKNOWN', `(${unknown.slice(0, 80)})`);
  return [isIn('j.type', distinct)];
}
