import type { Refusal } from '#event-sourcing/commands/decider.js';
import { isLocalDate, type LocalDate } from '../calendar.js';
import { type Check, dateCheck, firstOf, KEY_LENGTH, keyCheck, personCheck, textCheck, titleCheck } from '../checks.js';
import { isVisible } from '../visible-text.js';
import { refuse, type RefusalCode } from '../refusals.js';

export type Problem = Refusal<RefusalCode>;

/** An unknown JSON value as an object; undefined if it is not one. */
export const asObject = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

const isAbsent = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && !isVisible(value));

/**
 * Reads the fields of a line and remembers the first problem: values read while `problem` is set are meaningless. null, an invisible text
 * and a missing field are the same.
 */
export class LineFields {
  problem: Check;

  constructor(
    private readonly fields: Record<string, unknown>,
    private readonly path: readonly (string | number)[] = [],
  ) {}

  raw = (name: string): unknown => this.fields[name];
  isAbsent = (name: string): boolean => isAbsent(this.fields[name]);

  /** A text of one line. */
  title = (name: string): string => this.checked<string>(name, typeof this.fields[name] === 'string', titleCheck);
  optionalTitle = (name: string): string | undefined => (this.isAbsent(name) ? undefined : this.title(name));

  /** Reads a key: trims white space and normalises the encoding of accents. @param longest in UTF-16 code units */
  key(name: string, longest = KEY_LENGTH): string {
    const value = this.fields[name];
    const key = typeof value === 'string' ? value.trim().normalize() : value;
    this.wrong(typeof key === 'string' ? keyCheck(key, longest, ...this.path, name) : refuse('LINE_MALFORMED', ...this.path, name));
    return key as string;
  }

  /** Reads an optional member: an object with it, or an empty one if the line omits it. */
  said = <Name extends string, Value>(name: Name, read: () => Value): { readonly [name in Name]?: Value } =>
    this.fields[name] === undefined ? {} : ({ [name]: read() } as { readonly [name in Name]?: Value });

  optionalText = (name: string, longest: number): string | undefined =>
    this.isAbsent(name)
      ? undefined
      : this.checked<string>(name, typeof this.fields[name] === 'string', (value, ...field) => textCheck(value, longest, ...field));
  person = (name: string): string => this.checked<string>(name, true, personCheck);
  optionalPerson = (name: string): string | undefined => (this.isAbsent(name) ? undefined : this.person(name));
  date = (name: string): LocalDate => this.checked<string>(name, true, dateCheck);
  optionalDate = (name: string): LocalDate | undefined => (this.isAbsent(name) ? undefined : this.date(name));
  number = (name: string): number => this.checked<number>(name, typeof this.fields[name] === 'number');
  /** Reads a list; empty if it is missing. */
  list(name: string): readonly unknown[] {
    const value = this.checked<unknown>(name, Array.isArray(this.fields[name]));
    return Array.isArray(value) ? value : [];
  }

  /** Reads an instant with its offset and returns it as RFC 3339 in UTC with milliseconds. */
  instant(name: string): string {
    const value = this.fields[name];
    const isInstant =
      typeof value === 'string' &&
      isLocalDate(value.slice(0, 10)) &&
      /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/.test(value);
    const ms = isInstant ? Date.parse(value.replace(' ', 'T')) : NaN;
    const instant = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
    if (!isLocalDate(instant.slice(0, 10))) this.wrong(refuse('DATE_INVALID', ...this.path, name));
    return instant;
  }

  wrong(problem: Check): void {
    this.problem = firstOf(this.problem, problem);
  }

  private checked<T>(name: string, isOfType: boolean, check?: (value: unknown, ...field: readonly (string | number)[]) => Check): T {
    const field = [...this.path, name];
    const value = this.fields[name];
    this.wrong(isOfType && value !== undefined ? check?.(value, ...field) : refuse('LINE_MALFORMED', ...field));
    return value as T;
  }
}
