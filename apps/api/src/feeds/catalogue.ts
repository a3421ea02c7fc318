import type { AnyFeed } from './feed.js';
import { milestonesFeed } from './milestones.feed.js';

/** Every feed. */
export const FEEDS: readonly AnyFeed[] = [milestonesFeed];
