import { beforeEach, describe, expect, it } from '@jest/globals';
import { run } from './cli.js';
import { languageOf, sayIn } from '#application/starting/language.js';
import { noProgress } from './output/progress.js';

const excerpt = 'test/support/kubernetes-excerpt.ndjson';

describe('evenkeel', () => {
  let stdout: string;
  let stderr: string;

  beforeEach(() => {
    stdout = '';
    stderr = '';
  });

  const evenkeel = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const language = languageOf(environment);
    return run(args, {
      environment,
      language,
      say: sayIn(language),
      installation: { folder: process.cwd(), api: 'none' },
      progress: noProgress,
      print: (line) => (stdout += `${line}\n`),
      note: (line) => (stderr += `${line}\n`),
    });
  };

  it.each([
    '',
    'import',
    'import history',
    'import events',
    'export',
    'export events',
    'people',
    'people set',
    'people list',
    'people invite',
    'people link',
    'people deactivate',
    'people reactivate',
    'people forget',
    'tokens',
    'tokens make',
    'tokens list',
    'tokens revoke',
    'rebuild',
    'status',
    'example',
    'example load',
    'demo',
  ])('explains itself in both languages: %s --help', async (command) => {
    const words = command === '' ? [] : command.split(' ');
    expect(await evenkeel([...words, '--help'])).toBe(0);
    expect(stdout).toContain(['Usage: evenkeel', ...words].join(' '));
    stdout = '';
    expect(await evenkeel([...words, '--help'], { LANG: 'zh_CN.UTF-8' })).toBe(0);
    expect(stdout).toContain(['用法： evenkeel', ...words].join(' '));
    expect(stdout).not.toMatch(/Usage|Options:|Commands|Arguments|display| (the|of|for|and) /);
    expect(stderr).toBe('');
  });

  it('tells its version', async () => {
    expect(await evenkeel(['--version'])).toBe(0);
    expect(stdout).toMatch(/^evenkeel \d+\.\d+\.\d+\n$/);
  });

  it.each([
    ['exprot', "错误：没有命令 'exprot'\n（是否想用 export？）"],
    ['status --all', "错误：没有选项 '--all'"],
    ['people set p1', "错误：缺少参数 'name'"],
    ['people set p1 Lin Lan', '错误：参数过多，应为 2 个，实有 3 个。'],
    [`import history ${excerpt}`, "错误：缺少必需的选项 '--program <name>'"],
    ['import history x --program', "错误：选项 '--program <name>' 缺少值"],
  ])('says in Chinese what is wrong with: %s', async (command, says) => {
    expect(await evenkeel(command.split(' '), { LANG: 'zh_CN.UTF-8' })).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('error');
  });

  it.each([
    ['no command', []],
    ['half a command', ['import']],
    ['a command that does not exist', ['exprot']],
    ['an option that does not exist', ['status', '--all']],
    ['a missing argument', ['people', 'set', 'p1']],
    ['too many arguments', ['people', 'set', 'p1', 'Lin', 'Lan']],
    ['an invitation without an api', ['people', 'invite', 'Ann']],
    ['a role without a program', ['people', 'invite', 'Ann', '--role', 'PMO'], { EVENKEEL_URL: 'http://127.0.0.1:9' }],
    ['a role that does not exist', ['people', 'invite', 'Ann', '--role', 'boss@X'], { EVENKEEL_URL: 'http://127.0.0.1:9' }],
    ['forgetting without a confirmation', ['people', 'forget', 'ann'], { EVENKEEL_URL: 'http://127.0.0.1:9' }],
    ['a missing option', ['import', 'history', excerpt]],
    ['a file that does not exist', ['import', 'history', '/nowhere.ndjson', '--program', 'X']],
    ['phases that do not exist', ['import', 'history', excerpt, '--program', 'X', '--phases', '/nowhere.json']],
    ['a time zone that does not exist', ['import', 'history', excerpt, '--program', 'X', '--time-zone', '+08:00']],
    ['events that are nowhere', ['import', 'events', '/nowhere.ndjson'], { EVENKEEL_DATA: '/nowhere' }],
    ['events through an api', ['export', 'events', '/nowhere.ndjson'], { EVENKEEL_URL: 'http://127.0.0.1:9' }],
    ['an argument whose bytes were no UTF-8', ['import', 'history', excerpt, '--program', '\ufffd\ufffd']],
    ['a language that it does not speak', ['example', 'load', '--lang', 'de']],
    ['a URL that is none', ['status'], { EVENKEEL_URL: 'nonsense' }],
    ['a URL of something else', ['status'], { EVENKEEL_URL: 'esdb://127.0.0.1:9' }],
    ['a demo on a cluster', ['demo'], { EVENTSTORE_URL: 'esdb://127.0.0.1:9', DATABASE_URL: 'postgres://127.0.0.1:9/x' }],
    ['an example for somewhere else', ['example', 'load'], { EVENKEEL_URL: 'http://127.0.0.1:9' }],
  ] as [string, string[], Record<string, string>?][])('calls %s wrong usage', async (...[, args, environment]) => {
    expect(await evenkeel(args, environment)).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });

  it.each([
    ['a password in EVENKEEL_URL', { EVENKEEL_URL: 'http://admin:secret@127.0.0.1:9' }, 'EVENKEEL_URL'],
    ['a password in what is no EVENKEEL_URL', { EVENKEEL_URL: 'admin:secret@127.0.0.1' }, 'EVENKEEL_URL'],
    ['a token that no header can hold', { EVENKEEL_URL: 'http://127.0.0.1:9', EVENKEEL_TOKEN: 'secret云' }, 'EVENKEEL_TOKEN'],
  ] as [string, Record<string, string>, string][])('never repeats %s', async (_, environment, variable) => {
    expect(await evenkeel(['status'], environment)).toBe(2);
    expect(stderr).toContain(variable);
    expect(stderr).not.toMatch(/secret|20113/);
  });

  describe.each([
    'status',
    'rebuild programs',
    'people set p1 Lin',
    `import history ${excerpt} --program X`,
    `import events ${excerpt} --no-vault`,
    'export events /nowhere/x.ndjson',
    'example load',
    'demo',
  ])('%s', (command) => {
    it.each([
      ['events on a cluster and views nowhere', { EVENTSTORE_URL: 'esdb://admin:secret@127.0.0.1:9' }, 'DATABASE_URL: '],
      ['views in PostgreSQL and events nowhere', { DATABASE_URL: 'postgres://admin:secret@127.0.0.1:9/x' }, 'EVENTSTORE_URL: '],
      [
        'an event store of another scheme',
        { EVENTSTORE_URL: 'http://admin:secret@127.0.0.1:9', DATABASE_URL: 'postgres://127.0.0.1:9/x' },
        'EVENTSTORE_URL: ',
      ],
      [
        'a database of another scheme',
        { EVENTSTORE_URL: 'esdb://127.0.0.1:9', DATABASE_URL: 'mysql://admin:secret@127.0.0.1:9/x' },
        'DATABASE_URL: ',
      ],
    ] as [string, Record<string, string>, string][])('calls %s wrong usage, by name', async (...[, environment, problem]) => {
      expect(await evenkeel(command.split(' '), { EVENKEEL_DATA: '/nowhere/data', PORT: '0', ...environment })).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.split('\n').filter((line) => line.startsWith('  '))).toEqual([expect.stringContaining(`  ${problem}`)]);
      expect(stderr).not.toContain('secret');
    });
  });

  it('speaks Chinese where the environment asks for it', async () => {
    await evenkeel(['--help'], { LANG: 'zh_CN.UTF-8' });
    expect(stdout).toContain('领导力、文化、流程、技术');
  });

  it('says which api cannot be reached', async () => {
    expect(await evenkeel(['status'], { EVENKEEL_URL: 'http://127.0.0.1:9/' })).toBe(1);
    expect(stderr).toContain('http://127.0.0.1:9/graphql');
  });
});
