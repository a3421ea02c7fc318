import type { EventReader } from '#event-sourcing/event-reader.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import {
  beginning,
  createCheckpoints,
  putPlace,
  readPlaces,
  removePlaces,
  removeSagaPlaces,
  takePlaces,
  type Place,
} from './checkpoints.js';
import type { Feed } from './feed.js';
import { liveName } from './feed.js';
import { Follower } from './follower.js';
import { createTables, dropLeftovers, dropTables, indexStatements } from './layout.js';
import { madeFromAnother } from './origin.js';
import type { Session, ViewsDatabase } from './views-database.js';

/**
 * Brings the tables in order at a start: leftovers of a killed rebuild go, new projections get theirs, and one whose
 * version has changed is `absent` until it has been rebuilt: its old tables stay, for whoever knows that version, and nobody feeds them.
 */
export async function followersOf(
  database: ViewsDatabase,
  store: Pick<EventStore, 'read'>,
  feeds: readonly Feed[],
  openReader: () => EventReader,
): Promise<Follower[]> {
  const foreign = await database.outside((session) => madeFromAnother(store, session));
  const followers = await database.write(async (session) => {
    await createCheckpoints(session);
    await dropLeftovers(session);
    if (foreign) await dropAll(session);
    await takePlaces(session);
    const places = await readPlaces(session);
    const opened: Follower[] = [];
    for (const feed of feeds) opened.push(await open(session, feed, places.get(feed.name)));
    return opened;
  });
  await measure(followers, openReader);
  return followers;
}

async function open(session: Session, feed: Feed, place: Place | undefined): Promise<Follower> {
  if (place) {
    const follower = new Follower(feed, place);
    if (!follower.current) follower.state = 'absent';
    return follower;
  }
  const fresh: Place = { name: feed.name, version: feed.version, build: 1, position: beginning, tables: Object.keys(feed.tables) };
  await dropTables(session, fresh.tables);
  await createTables(session, feed, liveName);
  for (const sql of indexStatements(feed, liveName, fresh.build)) await session.run(sql);
  await putPlace(session, fresh);
  return new Follower(feed, fresh);
}

/** How far along the log each of them is. */
async function measure(followers: readonly Follower[], openReader: () => EventReader): Promise<void> {
  const reader = openReader();
  try {
    const total = await reader.count();
    for (const follower of followers) {
      follower.backlog = follower.position === beginning ? total : await reader.count(follower.position);
      follower.passed = total - follower.backlog;
    }
  } finally {
    await reader.close();
  }
}

async function dropAll(session: Session): Promise<void> {
  const places = await readPlaces(session);
  await dropTables(
    session,
    [...places.values()].flatMap(({ tables }) => tables),
  );
  await removePlaces(session);
  await removeSagaPlaces(session);
}
