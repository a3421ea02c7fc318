import type { Language } from '#domain/language.js';
import type { Words } from '#read-models/history/words.js';
import type { AnyFeed } from './feed.js';
import { TABLES } from './format.js';

const both = ({ en, zh }: Words): Readonly<Record<Language, string>> => ({ en, 'zh-CN': zh });

/** The data dictionary of the feeds as plain data: every feed with its addresses, columns and parameters, in both languages. */
export const dictionaryOf = (feeds: readonly AnyFeed[]) => ({
  feeds: feeds.map(({ name, about, columns, parameters, formats = TABLES }) => ({
    name,
    addresses: formats.map(({ extension }) => `/feeds/${name}.${extension}`),
    description: both(about),
    columns: columns.map(({ name: column, type, about: said, values }) => ({
      name: column,
      type,
      description: both(said),
      ...(values ? { values } : {}),
    })),
    parameters: Object.entries(parameters).map(([parameter, { type, about: said, values }]) => ({
      name: parameter,
      type,
      description: both(said),
      ...(values ? { values } : {}),
    })),
  })),
});
