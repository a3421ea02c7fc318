#!/usr/bin/env node
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './cli.js';
import { type Installation, terminalOf } from './terminal.js';

/** Beside this file, built or not. */
function installation(main: string): Installation {
  let folder = dirname(main);
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return { folder, api: join(dirname(main), '../../api/src', `main${extname(main)}`) };
}

process.exitCode = await run(process.argv.slice(2), terminalOf(process, installation(fileURLToPath(import.meta.url))));
