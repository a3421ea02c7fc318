import { QuestionError } from '../question-error.js';

export type KeyValue = string | number;

/** An opaque cursor: which list it belongs to, and the values of the order key of one of its entries. */
export const cursorOf = (list: string, values: readonly KeyValue[]): string =>
  Buffer.from(JSON.stringify([list, ...values])).toString('base64url');

/**
 * The values in a cursor of this list.
 * @throws QuestionError BAD_CURSOR for anything that the same list, in the same order, did not hand out in this form.
 */
export function valuesOf(cursor: string, list: string, types: readonly ('text' | 'number')[]): readonly KeyValue[] {
  const [of, ...values] = parsed(cursor);
  const fits = of === list && values.length === types.length && values.every((value, i) => isOf(types[i]!, value));
  if (!fits) throw new QuestionError('BAD_CURSOR', 'Not a cursor of this list');
  return values as readonly KeyValue[];
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const isOf = (type: 'text' | 'number', value: unknown): boolean =>
  type === 'text' ? typeof value === 'string' && !value.includes('\0') : typeof value === 'number' && Number.isFinite(value);
