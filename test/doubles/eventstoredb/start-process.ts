import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Fault } from './wire/faults.js';

/** A node in a process of its own, so that it can really be killed. */
export interface StandInProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Sends a fault through a pipe, so it takes effect a moment later. */
  readonly fault: (fault: Fault) => void;
  /** Sends kill -9; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a node on a folder and serves its data; `port` 0: any free port. With TLS the certificates are written to the folder. */
export async function startStandInProcess(folder: string, port = 0, ...how: readonly 'tls'[]): Promise<StandInProcess> {
  const root = process.cwd();
  const script = join(root, 'test/doubles/eventstoredb/stand-in-process.ts');
  const register = join(root, 'test/support/typescript.mjs');
  const child = spawn(process.execPath, ['--conditions=source', '--import', register, script, folder, String(port), 'attached', ...how], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const started = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const [url] = await Promise.race([
    started,
    exited.then(() => {
      throw new Error('the stand-in node did not start');
    }),
  ]);
  return {
    url,
    port: Number(/:(\d+)\?/.exec(url)![1]),
    pid: child.pid!,
    fault: (fault) => void child.stdin.write(`${JSON.stringify(fault)}\n`),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
