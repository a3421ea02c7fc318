/** The codes with which a question can be refused. Their messages are in the catalogue of refusals. */
export type QuestionErrorCode =
  | 'BAD_CURSOR'
  | 'BAD_PAGE_SIZE'
  | 'BAD_USER_INPUT'
  | 'DATE_IN_FUTURE'
  | 'DATE_INVALID'
  | 'EVENT_TYPE_UNKNOWN'
  | 'FIRST_AND_LAST'
  | 'OUTLOOK_BEFORE_TODAY'
  | 'PORTFOLIO_TOO_LARGE'
  | 'READ_INTERRUPTED'
  | 'STALE_POSITION'
  | 'TIMELINE_TOO_LONG'
  | 'TOO_MANY_GROUPS';

/** A question that cannot be answered as asked. `code` is stable. */
export class QuestionError extends Error {
  constructor(
    readonly code: QuestionErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'QuestionError';
  }
}
