import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { selfSigned, type KeyAndCertificate } from '../../support/self-signed.js';
import type { Fault } from './wire/faults.js';
import { StandInNode } from './stand-in-node.js';

// node --conditions=source --import ./test/support/typescript.mjs …/stand-in-process.ts FOLDER [PORT [attached] [tls]]: prints its URL to
// stdout, reads faults from stdin (one JSON per line), and serves until it is killed, or with `attached` until stdin ends because its
// parent is gone. With `tls` it writes certificates to the folder: ca.crt for clients, and admin.crt with admin.key for clients without
// credentials.

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
