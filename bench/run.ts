import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Each in a process of its own, one after the other: none inherits another's heap, and none competes for the processors. */
const BENCHES: readonly (readonly [name: string, ...options: string[]])[] = [
  ['commands'],
  ['rebuild'],
  ['rebuild', 'memory'],
  ['rebuild-postgres'],
  ['dashboard'],
  ['timeline'],
  ['eventstoredb'],
];

/** Only where it is named: it takes its time. */
const LONG: typeof BENCHES = [['soak']];

/** Those that are named on the command line; without a name all but the long ones. */
const asked = process.argv.slice(2);
const chosen = asked.length === 0 ? BENCHES : [...BENCHES, ...LONG].filter(([name]) => asked.includes(name));
const unknown = asked.find((name) => !chosen.some(([known]) => known === name));
if (unknown !== undefined) throw new Error(`There is no bench ${unknown}: ${[...BENCHES, ...LONG].map(([name]) => name).join(', ')}.`);

// A figure that misses its bound is no failure: machines differ. A bench that does not run is one.
for (const [name, ...options] of chosen) {
  const program = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, program, ...options], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code === 0) continue;
  console.error(`bench ${[name, ...options].join(' ')} failed (exit code ${code ?? 'none'})`);
  process.exitCode = 1;
}
