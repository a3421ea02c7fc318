import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(__dirname, '../..');
const cruiser = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Verdict {
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
    readonly totalCruised: number;
  };
}

/** Runs dependency-cruiser on a folder. Its exit code is the number of errors, which is no failure here. */
function cruise(folder: string): Verdict {
  const options: ExecFileSyncOptionsWithStringEncoding = { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20, stdio: 'pipe' };
  const args = [cruiser, 'apps', 'libs', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  try {
    return JSON.parse(execFileSync(process.execPath, args, options)) as Verdict;
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout) as Verdict;
  }
}

/** Checks a folder with our configuration and only the planted files. */
function planted(files: Readonly<Record<string, string>>): Verdict {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-rules-'));
  try {
    for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) cpSync(join(repository, file), join(folder, file));
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    for (const path of ['apps', 'libs']) mkdirSync(join(folder, path));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return cruise(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const one = 'export const one = 1;\n';

/** For each rule: its name, and a planted file that breaks it. */
const BREACHES: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['event-sourcing-reaches-out', 'libs/event-sourcing/to-domain.ts', "export { one } from '../domain/one.js';\n"],
  ['event-sourcing-reaches-out', 'libs/event-sourcing/to-nest.ts', "export { Injectable } from '@nestjs/common';\n"],
  ['async-reaches-out', 'libs/async/to-domain.ts', "export { one } from '../domain/one.js';\n"],
  ['domain-reaches-out', 'libs/domain/to-read-models.ts', "export { one } from '#read-models/one.js';\n"],
  ['domain-reaches-out', 'libs/domain/to-fastify.ts', "export { readFileSync } from 'fastify';\n"],
  ['application-reaches-out', 'libs/application/to-event-store.ts', "export { one } from '#event-store/one.js';\n"],
  ['event-store-reaches-out', 'libs/event-store/to-domain.ts', "export { one } from '#domain/one.js';\n"],
  ['identity-reaches-out', 'libs/identity/to-read-models.ts', "export { one } from '#read-models/one.js';\n"],
  ['projection-engine-reaches-out', 'libs/projection-engine/to-domain.ts', "export { one } from '#domain/one.js';\n"],
  ['projection-engine-reaches-out', 'libs/projection-engine/to-read-models.ts', "export { one } from '#read-models/one.js';\n"],
  ['read-models-reaches-out', 'libs/read-models/to-application.ts', "export { one } from '#application/one.js';\n"],
  ['apps-never-each-other', 'apps/api/src/to-cli.ts', "export { one } from '../../cli/src/one.js';\n"],
  ['libs-never-apps', 'libs/read-models/to-api.ts', "export { one } from '../../apps/api/src/one.js';\n"],
  ['test-support-for-tests-alone', 'apps/api/src/to-support.ts', "export { one } from '../../../test/support/one.js';\n"],
  ['one-importer-of-the-db-client', 'apps/api/src/to-client.ts', "export { one } from '@eventstore/db-client';\n"],
  ['no-circles', 'libs/domain/circle.ts', "import { partner } from './partner.js';\nexport const circle = () => partner;\n"],
  ['no-testing-in-production', 'libs/domain/to-testing.ts', "export { one } from './testing/one.js';\n"],
  ['resolvable', 'apps/api/src/to-nowhere.ts', "export { one } from './nowhere.js';\n"],
];

const IMPORTED: Readonly<Record<string, string>> = {
  'apps/api/src/one.ts': one,
  'apps/cli/src/one.ts': one,
  'libs/application/one.ts': one,
  'libs/domain/partner.ts': "import { circle } from './circle.js';\nexport const partner = () => circle;\n",
  'libs/domain/one.ts': one,
  'libs/domain/testing/one.ts': one,
  'libs/event-store/one.ts': one,
  'libs/read-models/one.ts': one,
  'test/support/one.ts': one,
};

describe('who may import what', () => {
  it('holds in this repository', () => {
    const { summary } = cruise(repository);
    expect(summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(50);
  });

  // Starting dependency-cruiser takes two seconds, so all breaches are in one folder, each in a file of its own.
  describe('where it is broken', () => {
    let caught: string[];
    beforeAll(() => {
      const files = { ...IMPORTED, ...Object.fromEntries(BREACHES.map(([, path, text]) => [path, text])) };
      caught = planted(files).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
    });

    it.each(BREACHES)('%s catches %s', (rule, path) => expect(caught).toContain(`${rule}: ${path}`));

    it('says nothing of files that break no rule', () => {
      const broken = new Set([...BREACHES.map(([, path]) => path), 'libs/domain/partner.ts']);
      expect(caught.filter((violation) => !broken.has(violation.slice(violation.indexOf(' ') + 1)))).toEqual([]);
    });

    it('has a breach for every rule', () => {
      const { forbidden } = createRequire(cruiser)(join(repository, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] };
      expect(new Set(BREACHES.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
    });
  });
});
