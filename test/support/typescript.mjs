// node --conditions=source --import ./test/support/typescript.mjs FILE.ts: runs this repository's TypeScript without a build.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
