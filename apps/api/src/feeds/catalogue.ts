import { balanceFeed } from './balance.feed.js';
import { driftFeed } from './drift.feed.js';
import { eventsFeed } from './events.feed.js';
import type { AnyFeed } from './feed.js';
import { historyFeed } from './history.feed.js';
import { initiativesFeed } from './initiatives.feed.js';
import { milestonesFeed } from './milestones.feed.js';
import { programsFeed } from './programs.feed.js';

/** Every feed. */
export const FEEDS: readonly AnyFeed[] = [programsFeed, initiativesFeed, milestonesFeed, balanceFeed, driftFeed, historyFeed, eventsFeed];
