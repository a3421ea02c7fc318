#!/usr/bin/env node
import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { run } from './cli.js';
import { terminalOf } from './terminal.js';

/** From dist/apps/cli/src. */
const root = fileURLToPath(new URL('../../../..', import.meta.url));

process.exitCode = await run(process.argv.slice(2), terminalOf(process, root));
