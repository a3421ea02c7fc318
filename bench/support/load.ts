import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CONNECTIONS = 64;

interface Result {
  readonly '2xx': number;
  readonly non2xx: number;
  readonly errors: number;
  readonly duration: number;
}

/** Posts one body repeatedly over 64 connections, from another process. @returns answers per second */
export async function answersPerSecond(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  seconds: number,
): Promise<number> {
  const program = fileURLToPath(import.meta.resolve('autocannon'));
  const options = ['--json', '--connections', String(CONNECTIONS), '--duration', String(seconds), '--method', 'POST', '--body', body];
  const sent = Object.entries(headers).flatMap(([name, value]) => ['--headers', `${name}=${value}`]);
  const child = spawn(process.execPath, [program, ...options, ...sent, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const result = JSON.parse(output) as Result;
  if (result.non2xx + result.errors > 0 || result['2xx'] === 0) throw new Error(`the load was not answered: ${output}`);
  return result['2xx'] / result.duration;
}
