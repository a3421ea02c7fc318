import { QuestionError } from '../question-error.js';

export type KeyValue = string | number;

/** The type of a part of an order key: PostgreSQL compares a count only with integers. */
export type KeyType = 'text' | 'number' | 'integer';

/** Makes an opaque cursor of the list's name and the order key of one of its entries. */
export const cursorOf = (list: string, values: readonly KeyValue[]): string =>
  Buffer.from(JSON.stringify([list, ...values])).toString('base64url');

/**
 * Reads the values in a cursor of this list.
 * @throws QuestionError BAD_CURSOR for anything that the same list, in the same order, did not issue in this form
 */
export function valuesOf(cursor: string, list: string, types: readonly KeyType[]): readonly KeyValue[] {
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

function isOf(type: KeyType, value: unknown): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && !value.includes('\0');
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isSafeInteger(value);
  }
}
