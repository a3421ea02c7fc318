import type { Language } from '../../language.js';
import type { Balance, PillarBalance } from '../balance.js';
import { gradeOf } from '../grades.js';
import type { LateWork, LateWorkByPillar } from './late-work.js';
import { STORY_WORDS, type StoryWords } from './words.js';

/**
 * Tells a balance in sentences: its grade, each pillar in the order of PILLARS, then what would help most.
 * @param late the late work of the same date and perspective; undefined if milestones are not known: then no late work is named
 * @param person returns the name of a person by id
 */
export function storyOf(
  balance: Balance,
  language: Language,
  late?: LateWorkByPillar,
  person: (id: string) => string = (id) => id,
): readonly string[] {
  const say = STORY_WORDS[language];
  const told = balance.pillars.map((pillar) => pillarSentence(pillar, say, late?.[pillar.pillar], person));
  return [headline(balance, say), ...told, ...advice(balance, say, late)];
}

/** Tells an outlook: what it assumes, then the resulting balance. */
export const outlookStoryOf = (balance: Balance, language: Language): readonly string[] => [
  STORY_WORDS[language].foreseen,
  ...storyOf(balance, language),
];

/** The ids of the people whom the story may name. */
export const peopleInStory = (late: LateWorkByPillar): readonly string[] => [
  ...new Set(Object.values(late).flatMap(({ lead, oldest }) => [lead, oldest?.owner ?? null].filter((id) => id !== null))),
];

function headline(balance: Balance, say: StoryWords): string {
  if (balance.pillars.every(hasNoMilestones)) return say.noPlanYet(balance.on);
  if (balance.nothingDueYet) return say.nothingDueYet(balance.on);
  return say.grade(balance.on, gradeOf(balance.level), balance.cappedBy);
}

const hasNoMilestones = ({ earnedScheduleOn }: PillarBalance): boolean => earnedScheduleOn === null;

function pillarSentence(shown: PillarBalance, say: StoryWords, late: LateWork | undefined, person: (id: string) => string): string {
  const { pillar, cause, planFit, planScheduleOn } = shown;
  const days = Math.round(Math.abs(shown.behindDays));
  const lead = late?.lead == null ? '' : say.lead(person(late.lead));
  const open = (named: string): string => lateClause(shown, say, late, named, person);
  if (planScheduleOn !== null && (hasNoMilestones(shown) || cause === 'PLAN')) {
    const short = planFit === 0 ? say.nothingPlanned(planScheduleOn) : say.shortOfPlan(shareOf(1 - planFit), planScheduleOn);
    // A pillar has no days behind on the first day of a program.
    const standing = shown.behindDays === 0 ? say.noPlan(pillar) : say.standing(pillar, 'BEHIND', days);
    return say.sentence([standing, short, open('')], lead);
  }
  if (hasNoMilestones(shown)) return say.sentence([say.noMilestones(pillar)], '');
  if (cause === 'DELIVERY') return say.sentence([say.standing(pillar, 'BEHIND', days), open(lead)], '');
  return say.sentence([say.standing(pillar, 'AHEAD', days), open(lead)], '');
}

/** @param lead a phrase that names the pillar's lead, used if nobody owns the work */
function lateClause(
  shown: PillarBalance,
  say: StoryWords,
  late: LateWork | undefined,
  lead: string,
  person: (id: string) => string,
): string {
  if (late?.oldest) {
    const { owner } = late.oldest;
    const people = owner === null ? [say.unowned, ...(lead === '' ? [] : [lead])] : [say.owner(person(owner))];
    return say.late(late.count, late.oldest, people);
  }
  return shown.lateDays > 0 && shown.oldestOpenBaseline !== null ? say.lateSince(shown.oldestOpenBaseline) : '';
}

/** A share in whole percent, at least 1. */
const shareOf = (share: number): number => Math.max(1, Math.round(100 * share));

/**
 * Says what to do for the pillar that is furthest behind: which work to finish. Among equals it picks the one with the oldest late work. If
 * the plan is missing, it names every pillar that is equally far behind for that reason. Empty if no pillar is behind.
 */
function advice(balance: Balance, say: StoryWords, late: LateWorkByPillar | undefined): readonly string[] {
  const worst = Math.max(...balance.pillars.map(({ behindDays }) => behindDays));
  const since = ({ oldestOpenBaseline, planScheduleOn }: PillarBalance): string => oldestOpenBaseline ?? planScheduleOn ?? balance.on;
  const tied = balance.pillars.filter(({ behindDays }) => behindDays >= worst - 1e-9);
  const furthest = tied.reduce((first, one) => (since(one) < since(first) ? one : first));
  if (Math.round(furthest.behindDays) <= 0) return [];
  if (furthest.cause === 'PLAN') return [say.planMore(tied.filter(({ cause }) => cause === 'PLAN').map(({ pillar }) => pillar))];
  const { count = 0, oldest } = late?.[furthest.pillar] ?? {};
  return [oldest ? say.finish(count, oldest, furthest.pillar) : say.finishOldest(furthest.pillar)];
}
