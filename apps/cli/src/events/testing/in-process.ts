import { run } from '../../cli.js';
import { sayIn } from '#application/starting/language.js';
import type { Language } from '#domain/language.js';
import { noProgress, type Progress } from '../../output/progress.js';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** Runs `evenkeel` within this process. */
export async function evenkeel(
  args: readonly string[],
  environment: Environment,
  { language = 'en', progress = noProgress }: { language?: Language; progress?: Progress } = {},
): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  const code = await run(args, {
    environment,
    language,
    say: sayIn(language),
    installation: { folder: process.cwd(), api: 'none' },
    progress,
    print: (line) => (written.stdout += `${line}\n`),
    note: (line) => (written.stderr += `${line}\n`),
  });
  return { code, ...written };
}
