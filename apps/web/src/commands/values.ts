import type { FieldSpec } from './command-field';

/** What was typed, by the name of the field. */
export type Values = Readonly<Record<string, string>>;

export const startValues = (fields: readonly FieldSpec[]): Values =>
  Object.fromEntries(fields.map(({ name, start = '' }) => [name, start]));

/** The names of the required fields that are empty. */
export const missingIn = (fields: readonly FieldSpec[], values: Values): string[] =>
  fields.filter(({ name, isRequired }) => isRequired && (values[name] ?? '').trim() === '').map(({ name }) => name);

/** The part of the input that was typed: numbers as numbers, and nothing for what was left empty. */
export const inputOf = (fields: readonly FieldSpec[], values: Values): Record<string, string | number> =>
  Object.fromEntries(
    fields
      .map(({ name, kind }) => [name, kind, (values[name] ?? '').trim()] as const)
      .filter(([, , value]) => value !== '')
      .map(([name, kind, value]) => [name, kind === 'number' ? numberOf(value) : value]),
  );

/** A number as people type it; text that is none goes to the api as it is, which says what is wrong. */
function numberOf(text: string): number | string {
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? value : text;
}
