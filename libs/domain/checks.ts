import type { Refusal } from '#event-sourcing/commands/decider.js';
import { isLocalDate, type LocalDate } from './calendar.js';
import { type Pillar, PILLARS } from './pillars.js';
import { isWithin, WEIGHT } from './ranges.js';
import { breaksLine, hidesCharacters, isVisible, turnsDirection } from './visible-text.js';
import { refuse, type RefusalCode } from './refusals.js';

/** What is wrong with a value; undefined: nothing. `field` is always the value's path in the input. */
export type Check = Refusal<RefusalCode> | undefined;
type Path = readonly (string | number)[];

/** The first problem of several checks. */
export const firstOf = (...checks: readonly Check[]): Check => checks.find((check) => check !== undefined);

/** The longest permitted texts, in UTF-16 code units. */
export const TITLE_LENGTH = 200;
export const REASON_LENGTH = 2000;
export const EVIDENCE_LENGTH = 4000;
export const KEY_LENGTH = 64;

/** Checks that a text is visible and that storage returns it unchanged: no NUL and no half of a surrogate pair. */
export function textCheck(text: unknown, longest: number, ...field: Path): Check {
  if (typeof text !== 'string') return refuse('TEXT_EMPTY', ...field);
  if (text.includes('\0') || /\p{Surrogate}/u.test(text)) return refuse('TEXT_NOT_STORABLE', ...field);
  if (!isVisible(text)) return refuse('TEXT_EMPTY', ...field);
  return text.length > longest ? refuse('TEXT_TOO_LONG', ...field) : undefined;
}

/** Checks a text of one line, such as a name. It is shown among others and must neither break their line nor change their direction. */
export function oneLineCheck(text: unknown, longest: number, ...field: Path): Check {
  const wrong = textCheck(text, longest, ...field);
  if (wrong) return wrong;
  if (breaksLine(text as string)) return refuse('TEXT_BREAKS_LINE', ...field);
  return turnsDirection(text as string) ? refuse('TEXT_TURNS_DIRECTION', ...field) : undefined;
}

/** Checks a text that identifies something: two keys that look the same must be the same. */
export const keyCheck = (key: unknown, longest: number, ...field: Path): Check =>
  oneLineCheck(key, longest, ...field) ?? (hidesCharacters(key as string) ? refuse('KEY_HIDES_CHARACTERS', ...field) : undefined);

export const optionalText = (text: unknown, longest: number, ...field: Path): Check =>
  text === undefined || text === null ? undefined : textCheck(text, longest, ...field);

export const titleCheck = (title: unknown, ...field: Path): Check => oneLineCheck(title, TITLE_LENGTH, ...field);
export const optionalTitle = (title: unknown, ...field: Path): Check =>
  title === undefined || title === null ? undefined : titleCheck(title, ...field);
export const reasonCheck = (reason: unknown, ...field: Path): Check => textCheck(reason, REASON_LENGTH, ...field);

export const dateCheck = (date: unknown, ...field: Path): Check =>
  typeof date === 'string' && isLocalDate(date) ? undefined : refuse('DATE_INVALID', ...field);

/** Checks that a date is not after today. */
export const pastCheck = (date: LocalDate, today: LocalDate, ...field: Path): Check =>
  dateCheck(date, ...field) ?? (date > today ? refuse('DATE_IN_FUTURE', ...field) : undefined);

export const weightCheck = (weight: unknown, ...field: Path): Check =>
  isWithin(weight, WEIGHT) ? undefined : refuse('WEIGHT_INVALID', ...field);

export const personCheck = (person: unknown, ...field: Path): Check =>
  typeof person === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(person) ? undefined : refuse('PERSON_ID_INVALID', ...field);

export const idCheck = (id: unknown, ...field: Path): Check =>
  typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? undefined : refuse('ID_INVALID', ...field);

export const isPillar = (pillar: unknown): pillar is Pillar => PILLARS.includes(pillar as Pillar);
export const pillarCheck = (pillar: unknown, ...field: Path): Check => (isPillar(pillar) ? undefined : refuse('PILLAR_UNKNOWN', ...field));

/**
 * Abbreviations of three letters for which Intl picks a zone by itself: CST becomes Chicago, BST Dhaka. The other abbreviations are IANA
 * names.
 */
const GUESSED_ZONE = /^(?!EST|MST|HST|WET|CET|MET|EET|UTC|GMT|UCT|ROC|ROK|PRC)[a-z]{3}$/i;

/** Checks that a name is in the time zone database. Offsets such as "+08:00" are not names, and few abbreviations are. */
export function timeZoneCheck(timeZone: unknown, ...field: Path): Check {
  if (typeof timeZone !== 'string' || !/^[A-Za-z]/.test(timeZone) || GUESSED_ZONE.test(timeZone))
    return refuse('UNKNOWN_TIME_ZONE', ...field);
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return undefined;
  } catch {
    return refuse('UNKNOWN_TIME_ZONE', ...field);
  }
}
