import type { StoredEvent } from '#event-sourcing/event.js';
import { advance, lost, readPlaces } from './checkpoints.js';
import { FencedError, isCorrupt, isTransient, messageOf } from './database-errors.js';
import { fold, type Change } from './feed.js';
import type { Follower } from './follower.js';
import type { Session, ViewsDatabase } from './views-database.js';

/** Says which of several feeds an error is of. */
class FeedError extends Error {
  constructor(
    readonly follower: Follower,
    override readonly cause: unknown,
  ) {
    super(messageOf(cause));
  }
}

/**
 * Takes followers over a batch, within a turn that the caller holds. All of them share one transaction; where one
 * throws, the others are done without it, and it goes on alone, event by event, up to the one that it throws at.
 * @throws what may succeed later: the database was busy, full or away. Nothing is half done then.
 */
export async function takeOver(database: ViewsDatabase, followers: readonly Follower[], events: readonly StoredEvent[]): Promise<void> {
  const suspects = await together(database, followers, events);
  for (const suspect of suspects) await alone(database, suspect, events);
}

async function together(database: ViewsDatabase, followers: readonly Follower[], events: readonly StoredEvent[]): Promise<Follower[]> {
  const suspects: Follower[] = [];
  for (;;) {
    const due = followers.filter((follower) => isDue(follower, events) && !suspects.includes(follower));
    if (due.length === 0) return suspects;
    try {
      await step(database, due, events);
      return suspects;
    } catch (error) {
      if (error instanceof FencedError) fenceOff(due, error);
      else if (error instanceof FeedError && isOfProjection(error)) suspects.push(error.follower);
      else throw causeOf(error);
    }
  }
}

async function alone(database: ViewsDatabase, follower: Follower, events: readonly StoredEvent[]): Promise<void> {
  for (const event of follower.due(events)) {
    try {
      await step(database, [follower], [event]);
    } catch (error) {
      if (error instanceof FencedError) fenceOff([follower], error);
      else if (error instanceof FeedError && isOfProjection(error)) {
        follower.stop({ message: error.message, position: event.position, eventId: event.id });
      } else throw causeOf(error);
      return;
    }
  }
}

/** The projection is to blame, not the database. */
const isOfProjection = ({ cause }: FeedError): boolean => !isTransient(cause) && !isCorrupt(cause);

const causeOf = (error: unknown): unknown => (error instanceof FeedError ? error.cause : error);

const isDue = (follower: Follower, events: readonly StoredEvent[]): boolean =>
  follower.state === 'following' && events[events.length - 1]!.position > follower.position;

function fenceOff(followers: readonly Follower[], error: FencedError): void {
  const named = followers.filter(({ name }) => error.names.includes(name));
  for (const follower of named.length > 0 ? named : followers) {
    follower.feed.forget();
    follower.stop({ kind: 'fenced', message: error.message });
  }
}

/** Documents, rows and the checkpoint in one transaction; memory follows once it is committed. */
async function step(database: ViewsDatabase, followers: readonly Follower[], events: readonly StoredEvent[]): Promise<void> {
  const to = events[events.length - 1]!.position;
  const places = followers.map(({ place }) => place);
  const changes = await database.transaction(async (session) => {
    if (!(await advance(session, places, to))) throw new FencedError(await lost(session, places));
    const done: Change[] = [];
    for (const follower of followers) done.push(await written(session, follower, events));
    return done;
  });
  for (const change of changes) change.committed();
  for (const follower of followers) follower.movedTo(to, follower.due(events).length);
}

async function written(session: Session, follower: Follower, events: readonly StoredEvent[]): Promise<Change> {
  try {
    const change = await fold(follower.feed, session, follower.due(events));
    await change.write(session);
    return change;
  } catch (error) {
    throw new FeedError(follower, error);
  }
}

/** After an error in which a commit may have happened unseen: who stands where the batch led has passed it. */
export async function resume(database: ViewsDatabase, followers: readonly Follower[], events: readonly StoredEvent[]): Promise<void> {
  const to = events[events.length - 1]!.position;
  // On the connection of queries, which sees what is committed and nothing else.
  const places = await readPlaces({ all: (sql, parameters) => database.select(sql, parameters) });
  for (const follower of followers.filter((one) => isDue(one, events))) {
    const place = places.get(follower.name);
    if (place?.build !== follower.place.build || place.position !== to) continue;
    const { length } = follower.due(events);
    follower.adopt(follower.place);
    follower.movedTo(to, length);
  }
}
