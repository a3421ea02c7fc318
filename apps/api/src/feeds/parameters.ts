import { isLocalDate } from '#domain/calendar.js';
import { endOfDay, startOfDay } from '#domain/end-of-day.js';
import type { Words } from '#read-models/history/words.js';
import { feedProblem } from './sending/feed-problem.js';

/** A parameter in the address of a feed. */
export interface Parameter<T> {
  readonly type: string;
  readonly about: Words;
  /** What it looks like, for whoever wrote it otherwise. */
  readonly like: string;
  /** The values that it may have, if they are few. */
  readonly values?: readonly string[];
  /**
   * Reads the texts of one parameter, of which there is at least one; undefined: they are malformed.
   * @param timeZone in which a date is a whole day
   */
  readonly read: (texts: readonly string[], timeZone: string) => T | undefined;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The values of parameters; missing: it was not given. */
export type ValuesOf<P extends Parameters> = { readonly [K in keyof P]?: P[K] extends Parameter<infer T> ? T : never };

/** The parameters of an address as the server reads them: a name that is repeated has a list. */
export type Given = Readonly<Record<string, string | readonly string[]>>;

const one =
  <T>(read: (text: string, timeZone: string) => T | undefined) =>
  (texts: readonly string[], timeZone: string): T | undefined =>
    texts.length === 1 ? read(texts[0]!, timeZone) : undefined;

/** Values between commas; one that has commas itself is in double quotes, and a quote within them is doubled, as in CSV. */
const valuesIn = (text: string): readonly string[] =>
  Array.from(
    `${text},`.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*|([^,]*)),/g),
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!.trim(),
  );

/** Reads a list: the parameter is repeated, or its values are separated by commas. */
const list =
  <T>(read: (text: string) => T | undefined) =>
  (texts: readonly string[]): readonly T[] | undefined => {
    const values = texts.flatMap(valuesIn).map(read);
    return values.every((value): value is T & {} => value !== undefined) ? values : undefined;
  };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const readText = (text: string): string | undefined => (text === '' || text.includes('\0') ? undefined : text);
const readId = (text: string): string | undefined => (UUID.test(text) ? text.toLowerCase() : undefined);
const readCode =
  <T extends string>(values: readonly T[]) =>
  (text: string): T | undefined =>
    values.find((value) => value === text.toUpperCase());
const readDate = (text: string): string | undefined => (isLocalDate(text) ? text : undefined);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;
const readInstant = (text: string): string | undefined =>
  INSTANT.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
const readInteger = (text: string): number | undefined => (/^-?\d{1,9}$/.test(text) ? Number(text) : undefined);
const readBoolean = (text: string): boolean | undefined => ({ true: true, false: false })[text.toLowerCase()];

/** A date stands for its first or last instant, as in the filters of GraphQL over all programs. */
const readSince = (text: string, timeZone: string): string | undefined =>
  isLocalDate(text) ? startOfDay(text, timeZone) : readInstant(text);
const readUntil = (text: string, timeZone: string): string | undefined =>
  isLocalDate(text) ? endOfDay(text, timeZone) : readInstant(text);

const LIKE = { id: '018f3f3e-0000-7000-8000-000000000000', date: '2026-11-28', moment: '2026-11-28, 2026-11-28T09:30:00Z' };

/** The kinds of parameters; `about` says in both languages what the parameter does. */
export const ids = (about: Words) =>
  ({ type: 'list of ids', about, like: LIKE.id, read: list(readId) }) satisfies Parameter<readonly string[]>;
export const texts = (about: Words) =>
  ({ type: 'list of texts', about, like: 'text, "text, with a comma"', read: list(readText) }) satisfies Parameter<readonly string[]>;
export const text = (about: Words) => ({ type: 'text', about, like: 'text', read: one(readText) }) satisfies Parameter<string>;
export const id = (about: Words) => ({ type: 'id', about, like: LIKE.id, read: one(readId) }) satisfies Parameter<string>;
export const date = (about: Words) => ({ type: 'date', about, like: LIKE.date, read: one(readDate) }) satisfies Parameter<string>;
export const integer = (about: Words) => ({ type: 'integer', about, like: '-14', read: one(readInteger) }) satisfies Parameter<number>;
export const flag = (about: Words) =>
  ({ type: 'boolean', about, like: 'true, false', read: one(readBoolean) }) satisfies Parameter<boolean>;
/** An instant, or a date for a whole day; the one who asks tells them apart. */
export const moment = (about: Words) =>
  ({
    type: 'instant or date',
    about,
    like: LIKE.moment,
    read: one((asked) => readDate(asked) ?? readInstant(asked)),
  }) satisfies Parameter<string>;
/** The instant from which on; a date: from the beginning of that day. */
export const since = (about: Words) =>
  ({ type: 'instant or date', about, like: LIKE.moment, read: one(readSince) }) satisfies Parameter<string>;
/** The instant up to which; a date: up to the end of that day. */
export const until = (about: Words) =>
  ({ type: 'instant or date', about, like: LIKE.moment, read: one(readUntil) }) satisfies Parameter<string>;
export const codes = <T extends string>(values: readonly T[], about: Words) =>
  ({ type: 'list of codes', about, like: values.join(', '), values, read: list(readCode(values)) }) satisfies Parameter<readonly T[]>;
export const code = <T extends string>(values: readonly T[], about: Words) =>
  ({ type: 'code', about, like: values.join(', '), values, read: one(readCode(values)) }) satisfies Parameter<T>;

/** Two parameters for a range of dates, both ends included. @param en and @param zh what the date is called */
export const datesOf = <Name extends string>(name: Name, en: string, zh: string) =>
  ({
    [`${name}From`]: date({ en: `Only those with a date of the ${en} on or after this one.`, zh: `仅限${zh}不早于此日者。` }),
    [`${name}To`]: date({ en: `Only those with a date of the ${en} on or before this one.`, zh: `仅限${zh}不晚于此日者。` }),
  }) as Readonly<Record<`${Name}From` | `${Name}To`, Parameter<string>>>;

/**
 * Reads the parameters of an address. @throws GraphQLError FEED_PARAMETER_UNKNOWN, FEED_PARAMETER_WRONG
 * @param timeZone in which a date is a whole day where an instant is asked for
 */
export function valuesOf<P extends Parameters>(parameters: P, given: Given, timeZone: string): ValuesOf<P> {
  const values: Record<string, unknown> = {};
  for (const [name, asked] of Object.entries(given)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (!parameter) throw feedProblem('FEED_PARAMETER_UNKNOWN', name);
    const texts = (typeof asked === 'string' ? [asked] : asked).filter((one) => one !== '');
    // Dashboards send an empty parameter where nothing is chosen.
    if (texts.length === 0) continue;
    const value = parameter.read(texts, timeZone);
    if (value === undefined) throw feedProblem('FEED_PARAMETER_WRONG', `${name}: ${parameter.like}`);
    values[name] = value;
  }
  return values as ValuesOf<P>;
}
