import { describe, expect, it } from '@jest/globals';
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

/** What dependency-cruiser finds in a tree; it exits with the number of errors, which is no failure here. */
function cruise(folder: string): Verdict {
  const options: ExecFileSyncOptionsWithStringEncoding = { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20, stdio: 'pipe' };
  const args = [cruiser, 'apps', 'libs', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  try {
    return JSON.parse(execFileSync(process.execPath, args, options)) as Verdict;
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout) as Verdict;
  }
}

/** A tree that has our configuration and nothing but the planted files. */
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

describe('who may import what', () => {
  it('holds in this repository', () => {
    const { summary } = cruise(repository);
    expect(summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(50);
  });

  it.each([
    ['event-sourcing-reaches-out', 'libs/event-sourcing/x.ts', "export { one } from '../domain/one.js';\n", { 'libs/domain/one.ts': one }],
    ['event-sourcing-reaches-out', 'libs/event-sourcing/x.ts', "export { Injectable } from '@nestjs/common';\n", {}],
    ['async-reaches-out', 'libs/async/x.ts', "export { one } from '../domain/one.js';\n", { 'libs/domain/one.ts': one }],
    ['domain-reaches-out', 'libs/domain/x.ts', "export { one } from '#read-models/one.js';\n", { 'libs/read-models/one.ts': one }],
    ['domain-reaches-out', 'libs/domain/x.ts', "export { readFileSync } from 'fastify';\n", {}],
    [
      'application-reaches-out',
      'libs/application/x.ts',
      "export { one } from '#event-store/one.js';\n",
      { 'libs/event-store/one.ts': one },
    ],
    ['event-store-reaches-out', 'libs/event-store/x.ts', "export { one } from '#domain/one.js';\n", { 'libs/domain/one.ts': one }],
    [
      'read-models-reaches-out',
      'libs/read-models/x.ts',
      "export { one } from '#application/one.js';\n",
      { 'libs/application/one.ts': one },
    ],
    ['apps-never-each-other', 'apps/api/src/x.ts', "export { one } from '../../cli/src/one.js';\n", { 'apps/cli/src/one.ts': one }],
    ['libs-never-apps', 'libs/read-models/x.ts', "export { one } from '../../apps/api/src/one.js';\n", { 'apps/api/src/one.ts': one }],
    [
      'no-circles',
      'libs/domain/a.ts',
      "import { b } from './b.js';\nexport const a = () => b;\n",
      { 'libs/domain/b.ts': "import { a } from './a.js';\nexport const b = () => a;\n" },
    ],
    ['no-testing-in-production', 'libs/domain/x.ts', "export { one } from './testing/one.js';\n", { 'libs/domain/testing/one.ts': one }],
    ['resolvable', 'apps/api/src/x.ts', "export { one } from './nowhere.js';\n", {}],
  ])('%s catches %s', (rule, path, text, others) => {
    const { summary } = planted({ ...others, [path]: text });
    expect(summary.violations.map((violation) => violation.rule.name)).toContain(rule);
  });
});
