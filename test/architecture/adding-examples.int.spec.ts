import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const TITLES = ['Add a command', 'Add an aggregate', 'Add a read model'];

const page = readFileSync('docs/adding.md', 'utf8');

const sectionOf = (title: string): string => page.split(/^#+ /m).find((text) => text.startsWith(`${title}\n`)) ?? '';

/** The TypeScript on the page under a heading. */
const exampleOf = (title: string): string => /```ts\n(.*?)```/s.exec(sectionOf(title))?.[1] ?? '';

const examples = Object.fromEntries(TITLES.map((title) => [title, exampleOf(title)]));
/** An example of the page without a table entry that it needs. */
const outOfDate = examples['Add a command']!.replace(/^ +SetMotto: .*\n/m, '').replace(
  "'#event-sourcing/event.js'",
  "'#event-sourcing/events.js'",
);

/** The files that a section names by their path; `<aggregate>` stands for any folder or name. */
const filesNamedIn = (title: string): readonly string[] =>
  [...sectionOf(title).matchAll(/`((?:apps|libs|test)\/[^`]*)`/g)].map(([, path]) => path!);

/** Whether a path with placeholders fits a file or a folder that exists. */
function exists(path: string): boolean {
  const fixed = path.split(/[<*]/)[0]!;
  if (fixed === path) return existsSync(path);
  const folder = fixed.slice(0, fixed.lastIndexOf('/') + 1);
  const pattern = new RegExp(
    `^${path
      .slice(folder.length)
      .replace(/\./g, '\\.')
      .replace(/<\w+>|\*/g, '[\\w-]+')
      .replace(/\/$/, '')}$`,
  );
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => pattern.test(name));
}

describe('the examples of docs/adding.md', () => {
  let errors: readonly string[];
  const errorsIn = (name: string): readonly string[] => errors.filter((line) => line.includes(`/${name}.ts:`));
  const fileOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

  beforeAll(() => {
    const texts = Object.entries({ ...examples, 'out of date': outOfDate });
    const files = texts.map(([title, text]) => [`apps/api/src/example/${fileOf(title)}.ts`, text]);
    const input = JSON.stringify(Object.fromEntries(files));
    errors = execFileSync(process.execPath, ['test/support/typescript-errors.mjs'], { input, encoding: 'utf8' }).split('\n');
  });

  it.each(TITLES)('%s: compiles against the code as it is', (title) => {
    expect(examples[title]).not.toBe('');
    expect(errorsIn(fileOf(title))).toEqual([]);
  });

  it.each(TITLES)('%s: names files that exist', (title) => {
    expect(filesNamedIn(title).length).toBeGreaterThan(2);
    expect(filesNamedIn(title).filter((path) => !exists(path))).toEqual([]);
  });

  it('do not compile where a decision is forgotten or a file has another name', () => {
    expect(errorsIn('out-of-date').join('\n')).toMatch(/events\.js/);
    expect(errorsIn('out-of-date').join('\n')).toMatch(/SetMotto/);
  });
});
