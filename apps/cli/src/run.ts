import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './cli.js';
import { type Installation, terminalOf } from './terminal.js';

/** The files beside this one, whether it is built or not. */
function installation(run: string): Installation {
  let folder = dirname(run);
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return { folder, api: join(dirname(run), '../../api/src', `main${extname(run)}`) };
}

process.exitCode = await run(process.argv.slice(2), terminalOf(process, installation(fileURLToPath(import.meta.url))));
