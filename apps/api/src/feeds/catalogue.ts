import { balanceFeed } from './tables/balance.feed.js';
import { driftFeed } from './tables/drift.feed.js';
import { eventsFeed } from './tables/events.feed.js';
import type { AnyFeed } from './feed.js';
import { historyFeed } from './tables/history.feed.js';
import { initiativesFeed } from './tables/initiatives.feed.js';
import { milestonesFeed } from './tables/milestones.feed.js';
import { programsFeed } from './tables/programs.feed.js';

/** Every feed. */
export const FEEDS: readonly AnyFeed[] = [programsFeed, initiativesFeed, milestonesFeed, balanceFeed, driftFeed, historyFeed, eventsFeed];
