/** What one request may ask for. A dashboard of a large program stays far below each. */
export const LIMITS = {
  /** Nested fields; fragments do not count. */
  depth: 15,
  aliases: 60,
  directives: 40,
  tokens: 10_000,
  /** In characters. A longer one waits for its turn before it is validated, which takes some ten milliseconds. */
  shortDocument: 2_000,
  /** Comparisons of two fields of the same name that validation may take, at 0.3 microseconds each: 400 times the same name. */
  comparisons: 160_000,
  /** Of a document, that are told at once. */
  errors: 20,
  /** Of all valid documents together that are kept, parsed, for the next time. */
  keptDocumentCharacters: 1024 * 1024,
  /** Of all answers together that are kept for the next time, in bytes; of one at most a sixteenth. */
  keptAnswerBytes: 32 * 1024 * 1024,
  /** Of one operation, in units of some three microseconds, the time of a plain field; see cost.ts and prices.ts. */
  cost: 100_000,
  /** An operation that costs no more is answered beside long ones. */
  smallCost: 5_000,
  /** Of the operations at work at one time: of one person, and in all. Small ones and long ones are counted apart. */
  costAtWork: { small: { perPerson: 20_000, inAll: 100_000 }, long: { perPerson: 100_000, inAll: 200_000 } },
  /** Operations that wait for those at work, and for how long: beyond it they are refused. */
  waiting: { perPerson: 200, inAll: 1_000, ms: 10_000 },
  /** After which whoever was refused for it may ask again. */
  retryAfterSeconds: 5,
  /** Entries that an answer may hold of lists whose length nobody asked for: a full page of initiatives with 500 milestones each. */
  entries: 50_000,
  /** Of an answer, in bytes of its JSON. */
  answerBytes: 8 * 1024 * 1024,
  /** Of what events say that is read for an answer, in bytes: ten pages of the largest. */
  readBytes: 20 * 1024 * 1024,
  /** That long answers are worked on before everybody else has a turn. */
  sliceMs: 10,
  /** What a body may hold, beside its bytes: the lines of a history file of 4 MB have 160,000 values under some thirty names. */
  json: { values: 250_000, names: 5_000 },
  /** Entries of one list in variables: that of the lines of a history is read in one go. */
  listEntries: 50_000,
  /** Objects and lists within each other in variables. */
  nesting: 64,
  /** Of an HTTP request, in bytes: the lines of a history file come in bodies of up to this size. */
  bodyBytes: 4 * 1024 * 1024,
  /** That a client may take to send a request. */
  requestMs: 60_000,
  /** Requests that wait on one connection until the one before is answered. */
  pipelined: 32,
  /** That a client may take to read more of an answer. */
  unreadMs: 30_000,
  /** That a body is still read after its request was answered. */
  lingerMs: 1_000,
  /** Of a WebSocket message, in bytes: it carries a query and small variables only. */
  messageBytes: 64 * 1024,
  /** WebSockets that are open: of one address those of which it is not known yet who is there, and of one person. */
  sockets: { early: 100, perPerson: 64 },
  /** Subscriptions of one connection. */
  subscriptions: 32,
  /** Messages and pings of one connection: so many at once, then so many a second; and in all before it is known who is there. */
  messageBurst: 300,
  messagesPerSecond: 30,
  messagesBeforeInit: 10,
  /** What a connection may leave unread, in bytes: then it is cut. */
  unreadBytes: 1024 * 1024,
  /** Changes that may wait for a slow subscriber. */
  waitingChanges: 1_000,
} as const;
