import { LIVE } from '../as-of/as-of-point.js';
import type { Source } from '../as-of/source.js';
import { condition, type Condition } from '../paging/condition.js';

/** In the past something may be known before its program, if history was added to a program that was chartered later. */
export const ofKnownPrograms = ({ cut }: Source, alias: string): readonly Condition[] =>
  cut === LIVE ? [] : [condition(`${alias}.program_id in (select k.id from program_rows k)`)];
