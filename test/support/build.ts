import { execFile } from 'node:child_process';
import { copyFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Builds all programs into a folder, as `npm run build` does into this one, so that they run from there. */
export async function buildInto(folder: string): Promise<void> {
  const compiler = createRequire(join(process.cwd(), 'package.json')).resolve('typescript/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--outDir', join(folder, 'dist'), '--sourceMap', 'false'];
  await promisify(execFile)(process.execPath, [compiler, ...options]);
  copyFileSync('package.json', join(folder, 'package.json'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
}
