import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TITLES = ['Add a command', 'Add an aggregate', 'Add a read model'];

const readme = readFileSync('README.md', 'utf8');

/** The TypeScript in the README under a heading. */
function exampleOf(title: string): string {
  const section = readme.split(/^#+ /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
  return /```ts\n(.*?)```/s.exec(section)?.[1] ?? '';
}

const examples = Object.fromEntries(TITLES.map((title) => [title, exampleOf(title)]));
/** The README's example without a table entry that it needs. */
const outOfDate = examples['Add a command']!.replace(/^ +SetMotto: .*\n/m, '').replace(
  "'#event-sourcing/event.js'",
  "'#event-sourcing/events.js'",
);

describe('the examples of the README', () => {
  let errors: readonly string[];
  const errorsIn = (name: string): readonly string[] => errors.filter((line) => line.includes(`/${name}.ts:`));
  const fileOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

  beforeAll(() => {
    const files = Object.entries({ ...examples, 'out of date': outOfDate }).map(([title, text]) => [`test/${fileOf(title)}.ts`, text]);
    const input = JSON.stringify(Object.fromEntries(files));
    errors = execFileSync(process.execPath, ['test/support/typescript-errors.mjs'], { input, encoding: 'utf8' }).split('\n');
  });

  it.each(TITLES)('%s: compiles against the code as it is', (title) => {
    expect(examples[title]).not.toBe('');
    expect(errorsIn(fileOf(title))).toEqual([]);
  });

  it('do not compile where a decision is forgotten or a file has another name', () => {
    expect(errorsIn('out-of-date').join('\n')).toMatch(/events\.js/);
    expect(errorsIn('out-of-date').join('\n')).toMatch(/SetMotto/);
  });
});
