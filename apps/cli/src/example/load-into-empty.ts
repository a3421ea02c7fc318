import { join } from 'node:path';
import type { Language } from '#domain/language.js';
import type { Installation, Terminal } from '../terminal.js';
import { type DataFolder, openDataFolder } from '../transport/data-folder.js';
import { exampleProgramId } from './example-file.js';
import { loadExample, type LoadedExample } from './load-example.js';

export const exampleFile = ({ folder }: Installation): string => join(folder, 'examples/telecom.ndjson');

/**
 * Loads the example into EVENKEEL_DATA if it contains no other program. An example that is already there is loaded again in its own
 * language, which adds only what an interrupted loading left out.
 * @returns undefined if there are other programs
 */
export async function loadIntoEmpty(language: Language, terminal: Terminal): Promise<LoadedExample | undefined> {
  const folder = await openDataFolder(terminal);
  try {
    const chosen = await languageToLoad(language, folder);
    return chosen && (await loadExample(exampleFile(terminal.installation), chosen, folder, terminal));
  } finally {
    terminal.progress.stop();
    await folder.close();
  }
}

async function languageToLoad(asked: Language, folder: Pick<DataFolder, 'programIds'>): Promise<Language | undefined> {
  const ids = await folder.programIds();
  if (ids.length === 0) return asked;
  return (['zh-CN', 'en'] as const).find((language) => ids.every((id) => id === exampleProgramId(language)));
}
