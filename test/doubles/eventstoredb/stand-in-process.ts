import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { selfSigned, type KeyAndCertificate } from '../../support/self-signed.js';
import type { Fault } from './wire/faults.js';
import { StandInNode } from './stand-in-node.js';

// node --conditions=source --import ./test/support/typescript.mjs …/stand-in-process.ts FOLDER [PORT [attached] [tls]]: says its URL on stdout,
// takes a fault a line (JSON) on stdin, and serves until it is killed, or if `attached` until stdin ends: then whoever started it is
// gone. With `tls` the folder gets what its callers need: ca.crt, and admin.crt with admin.key, where they give no credentials.

const [folder, port = '0', ...how] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
const node = await StandInNode.start({ folder, port: Number(port), ...(how.includes('tls') ? { tls: certificatesIn(folder) } : {}) });
writeSync(1, `${node.url}\n`);
const lines = createInterface(process.stdin).on('line', (line) => node.faults.add(JSON.parse(line) as Fault));
if (how.includes('attached')) lines.on('close', () => process.exit());

function certificatesIn(folder: string): KeyAndCertificate {
  const authority = selfSigned();
  const admin = authority.issue('admin');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries({ 'ca.crt': authority.cert, 'admin.crt': admin.cert, 'admin.key': admin.key }))
    writeFileSync(join(folder, name), content);
  return authority;
}
