import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Fault } from './faults.js';
import { StandInNode } from './stand-in-node.js';

// node --conditions=source --import ./test/support/typescript.mjs …/stand-in-process.ts FOLDER [PORT [attached]]: says its URL on stdout, takes
// a fault a line (JSON) on stdin, and serves until it is killed, or if `attached` until stdin ends: then whoever started it is gone.

const [folder, port = '0', attached] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
const node = await StandInNode.start({ folder, port: Number(port) });
writeSync(1, `${node.url}\n`);
const lines = createInterface(process.stdin).on('line', (line) => node.faults.add(JSON.parse(line) as Fault));
if (attached !== undefined) lines.on('close', () => process.exit());
