import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderError, reasonOf } from '#event-store/data-folder.js';
import type { MadeToken } from './tokens.js';

const TOKEN_FILE = 'admin.token';

/** Makes a token and writes it to the folder's `admin.token`, readable by its owner alone (0600). @throws DataFolderError */
export function makeTokenFile(folder: string): MadeToken {
  const token = randomBytes(32).toString('base64url');
  const file = join(folder, TOKEN_FILE);
  const next = `${file}.next`;
  try {
    rmSync(next, { force: true });
    writeFileSync(next, `${token}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw new DataFolderError(file, reasonOf(error));
  }
  return { token, file };
}
