/** The limits of a request. A dashboard of a large program stays far below each. */
export const LIMITS = {
  /** The depth of nested fields; fragments do not count. */
  depth: 15,
  aliases: 60,
  directives: 40,
  tokens: 10_000,
  /**
   * The length of a short document in characters. A longer one waits in a queue before its validation, which takes some ten milliseconds.
   */
  shortDocument: 2_000,
  /** How often validation may compare two fields of the same name, at 0.3 microseconds each: 400 times the same name. */
  comparisons: 160_000,
  /** How many errors of a document are reported at once. */
  errors: 20,
  /** The total size of cached parsed documents, in characters. */
  keptDocumentCharacters: 1024 * 1024,
  /** The total size of cached answers in bytes; one answer may take a sixteenth of it. */
  keptAnswerBytes: 32 * 1024 * 1024,
  /** The greatest cost of an operation, in units of some three microseconds, the time of a plain field; see cost.ts and prices.ts. */
  cost: 100_000,
  /** Operations up to this cost are answered beside long ones. */
  smallCost: 5_000,
  /**
   * The total cost of the operations that run at one time: for each person and in all. Small and long operations are counted separately.
   */
  costAtWork: { small: { perPerson: 20_000, inAll: 100_000 }, long: { perPerson: 100_000, inAll: 200_000 } },
  /** How many feeds are sent at one time, for each person and in all, and how long another one waits. */
  feeds: { perPerson: 8, inAll: 40, waitMs: 30_000 },
  /** How many operations may wait, and for how long; beyond that they are refused. */
  waiting: { perPerson: 200, inAll: 1_000, ms: 10_000 },
  /** After how many seconds a refused client may ask again. */
  retryAfterSeconds: 5,
  /** How many entries the lists of unrequested length in an answer may have: a full page of initiatives with 500 milestones each. */
  entries: 50_000,
  /** The greatest size of an answer's JSON in bytes. */
  answerBytes: 8 * 1024 * 1024,
  /** How many bytes of event data are read for an answer: ten pages of the largest events. */
  readBytes: 20 * 1024 * 1024,
  /** How many milliseconds long answers are worked on before other work runs. */
  sliceMs: 10,
  /** The content of a body, in addition to its size: the lines of a history file of 4 MB have 160,000 values under some thirty names. */
  json: { values: 250_000, names: 5_000 },
  /** The longest list in variables: the lines of a history come as one list. */
  listEntries: 50_000,
  /** How deep objects and lists in variables may be nested. */
  nesting: 64,
  /** The size of an HTTP request's body in bytes: the lines of a history file come in bodies of up to this size. */
  bodyBytes: 4 * 1024 * 1024,
  /** How many milliseconds a client may take to send a request. */
  requestMs: 60_000,
  /** How many requests may wait on one connection for the answer to the one before. */
  pipelined: 32,
  /** How many milliseconds a client may take until it reads more of an answer. */
  unreadMs: 30_000,
  /** How many milliseconds a body is still read after its request was answered. */
  lingerMs: 1_000,
  /** The size of a WebSocket message in bytes: it contains only a query and small variables. */
  messageBytes: 64 * 1024,
  /** How many WebSockets may be open: unidentified ones for each address, and identified ones for each person. */
  sockets: { early: 100, perPerson: 64 },
  /** How many subscriptions a connection may have. */
  subscriptions: 32,
  /**
   * Messages and pings of one connection: a burst, the rate per second after it, and the total number before the client has identified
   * itself.
   */
  messageBurst: 300,
  messagesPerSecond: 30,
  messagesBeforeInit: 10,
  /** How many unread bytes a connection may have before it is closed. */
  unreadBytes: 1024 * 1024,
  /** How many changes may wait for a slow subscriber. */
  waitingChanges: 1_000,
} as const;
