import { existsSync, readFileSync } from 'node:fs';
import { languageOf, sayIn } from './language.js';

/** Node opens some 600 module files of the api at the same time; connections and data files come later. */
const LEAST = 1024;

/**
 * Ends the program with a clear message if the system allows it too few open files; Node itself would end with the stack trace of whatever
 * file it could not open. Call it first: it needs few files itself.
 */
export function expectOpenFiles(limits = '/proc/self/limits'): void {
  const most = mostOpenFiles(limits);
  if (most >= LEAST) return;
  const say = sayIn(languageOf(process.env));
  process.stderr.write(
    `${say(
      `本进程最多可同时打开 ${most} 个文件，至少需要 ${LEAST} 个：请用 "ulimit -n 4096" 提高上限，或在 systemd 单元中设置 LimitNOFILE=4096。`,
      `This process may open ${most} files at once and needs at least ${LEAST}: raise the limit with "ulimit -n 4096", or LimitNOFILE=4096 in a systemd unit.`,
    )}\n`,
  );
  process.exit(1);
}

/** The limit in Linux's table of limits; on other systems it is unknown. */
function mostOpenFiles(limits: string): number {
  if (!existsSync(limits)) return Infinity;
  const most = /^Max open files +(\d+)/m.exec(readFileSync(limits, 'utf8'))?.[1];
  return most === undefined ? Infinity : Number(most);
}
