import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The folder into which the browser for the tests is unpacked, seen from the repository. */
export const CHROMIUM = 'node_modules/.cache/evenkeel/chromium-141';

/** @sparticuz/chromium unpacks its libraries only where it believes itself to be on AWS; a fresh machine may have none of them. */
const WITH_LIBRARIES = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };

/**
 * Unpacks Chromium, its libraries and its fonts once. It is moved into place when complete, because another test run may look for it.
 * @param rootDir the repository
 */
export async function unpackChromium(rootDir) {
  const place = join(rootDir, CHROMIUM);
  if (existsSync(place)) return;
  const own = `${place}.${process.pid}`;
  mkdirSync(own, { recursive: true });
  const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  await promisify(execFile)(process.execPath, ['-e', unpack], {
    cwd: rootDir,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: own, ...WITH_LIBRARIES },
  });
  if (existsSync(place)) rmSync(own, { recursive: true, force: true });
  else renameSync(own, place);
}
