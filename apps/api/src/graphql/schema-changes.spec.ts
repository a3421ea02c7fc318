import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { changesBetween, withChanges } from './schema-changes.js';
import { builtSchema } from './schema-text.js';

const before = buildSchema(`
  type Query { kept(old: Int): String, gone(arg: Int): Int, same: Kind }
  enum Kind { A B }
  type Gone { x: Int }`);
const after = buildSchema(`
  interface Named { name: String }
  type Query { kept(old: Int @deprecated(reason: "Since 2026-11-28. Use new."), new: New): String!, same: Kind, more(arg: Int): Named }
  enum Kind { A C }
  input New { x: Int }
  type Thing implements Named { name: String }`);

describe('changes between two schemas', () => {
  it('are what was added, deprecated, changed and removed, each once', () => {
    expect(changesBetween(before, after)).toEqual({
      added: ['Kind.C', 'Named', 'New', 'Query.kept(new:)', 'Query.more', 'Thing'],
      deprecated: ['Query.kept(old:) Since 2026-11-28. Use new.'],
      changed: ['Query.kept String → String!'],
      removed: ['Gone', 'Kind.B', 'Query.gone'],
    });
    expect(changesBetween(after, after)).toEqual({ added: [], deprecated: [], changed: [], removed: [] });
  });

  it('are written into the first section; earlier ones stay', () => {
    const text = withChanges('# T\n\nIntro.\n\n## Since B\n\n- x\n\n## Since A\n\n- y\n', changesBetween(before, after));
    expect(text).toContain('# T\n\nIntro.\n\n## Since B\n\n### Added\n\n- `Kind.C`\n');
    expect(text).toContain('\n- `Query.kept(old:)`: Since 2026-11-28. Use new.\n');
    expect(text).toContain('\n- `Query.kept`: `String` → `String!`\n');
    expect(text).toMatch(/- `Query.gone`\n\n## Since A\n\n- y\n$/);
    expect(text).not.toContain('- x');
  });
});

describe('docs/schema-changes.md', () => {
  it('lists every change since the schema of the last period: run `npm run schema` after a change', async () => {
    const changes = changesBetween(buildSchema(readFileSync('test/golden/schema-before.graphql', 'utf8')), await builtSchema());
    const text = readFileSync('docs/schema-changes.md', 'utf8');
    expect(text).toBe(withChanges(text, changes));
  });

  it('gives every deprecation a date, and says what to use instead', async () => {
    const { deprecated } = changesBetween(buildSchema('type Query { none: Int }'), await builtSchema());
    expect(deprecated.length).toBeGreaterThan(0);
    expect(deprecated.filter((one) => !/^\S+ Since \d{4}-\d{2}-\d{2}\. [A-Z].*\.$/.test(one))).toEqual([]);
  });
});
