import { readDate, type DateFault } from './dates';
import type { Cells, Column } from './table';

/** Why a cell cannot be sent. */
export type Fault = DateFault | 'empty' | 'tooLong' | 'noNumber' | 'thousands' | 'outOfRange';

export type Faults = Partial<Record<Column, Fault>>;

/** The api takes no longer titles, and weights in this range. */
const TITLE_LENGTH = 200;
const LEAST_WEIGHT = 0.000_001;
const MOST_WEIGHT = 1_000_000;

/** As many milestones as an initiative may have. */
export const MOST_MILESTONES = 500;

export const isBlank = ({ title, due, weight }: Cells): boolean => `${title}${due}${weight}`.trim() === '';

/** What is wrong with the cells of a row; empty if it can be sent. */
export function faultsOf({ title, due, weight }: Cells): Faults {
  const date = readDate(due);
  const number = readWeight(weight);
  const titleFault = title.trim() === '' ? 'empty' : title.trim().length > TITLE_LENGTH ? 'tooLong' : undefined;
  return {
    ...(titleFault && { title: titleFault }),
    ...('fault' in date && { due: due.trim() === '' ? 'empty' : date.fault }),
    ...(typeof number === 'string' && { weight: number }),
  };
}

/** A milestone as the api takes it, of a row without faults. */
export function milestoneOf({ title, due, weight }: Cells): { readonly title: string; readonly due: string; readonly weight: number } {
  const date = readDate(due);
  const number = readWeight(weight);
  if ('fault' in date || typeof number === 'string') throw new Error('This row has faults.');
  return { title: title.trim(), due: date.date, weight: number };
}

/** A weight as people type it: 2, 1.5, 1,5, 20%. Nothing is 1. 1,000 is refused: it is a thousand to some and one to others. */
export function readWeight(text: string): number | Fault {
  const plain = text.normalize('NFKC').trim().replace(/ ?%$/, '');
  if (plain === '') return 1;
  if (/^\d{1,3}([.,]\d{3})+$/.test(plain) && !plain.startsWith('0')) return 'thousands';
  if (!/^\d*([.,]\d+)?$/.test(plain)) return 'noNumber';
  const value = Number(plain.replace(',', '.'));
  return value >= LEAST_WEIGHT && value <= MOST_WEIGHT ? value : 'outOfRange';
}
