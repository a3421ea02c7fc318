import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Each bench runs in a process of its own, one after the other: none inherits another's heap or competes for the processors. */
const BENCHES: readonly (readonly [name: string, ...options: string[]])[] = [
  ['commands'],
  ['rebuild'],
  ['rebuild', 'memory'],
  ['rebuild-postgres'],
  ['dashboard'],
  ['timeline'],
  ['portfolio'],
  ['lists'],
  ['feeds'],
  ['sums'],
  ['eventstoredb'],
];

/** Long benches, which run only if they are named. */
const LONG: typeof BENCHES = [['soak'], ['hostile'], ['scale']];

/** The benches named on the command line, with a part after a colon; without a name, all but the long ones. */
const asked = process.argv.slice(2).map((word) => word.split(':', 2) as [string, string?]);
const known = [...BENCHES, ...LONG];
const chosen =
  asked.length === 0
    ? BENCHES
    : asked.flatMap(([name, part]) => (part === undefined ? known.filter((bench) => bench[0] === name) : [[name, part] as const]));
const unknown = asked.find(([name]) => !known.some((bench) => bench[0] === name))?.[0];
if (unknown !== undefined) throw new Error(`There is no bench ${unknown}: ${known.map(([name]) => name).join(', ')}.`);

// A figure that misses its bound is no failure, because machines differ. A bench that does not run is a failure.
for (const [name, ...options] of chosen) {
  const program = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, program, ...options], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code === 0) continue;
  console.error(`bench ${[name, ...options].join(' ')} failed (exit code ${code ?? 'none'})`);
  process.exitCode = 1;
}
