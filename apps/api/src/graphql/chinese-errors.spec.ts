import { describe, expect, it } from '@jest/globals';
import { execute, parse, validate } from 'graphql';
import { inChinese } from './chinese-errors.js';
import { builtSchema } from './schema-text.js';

/** The messages of graphql-js itself, so that a version which words them otherwise is noticed. */
async function messagesOf(query: string, variableValues: Record<string, unknown> = {}): Promise<string[]> {
  const schema = await builtSchema();
  try {
    const document = parse(query);
    const invalid = validate(schema, document);
    if (invalid.length > 0) return invalid.map(({ message }) => message);
    const { errors = [] } = await execute({ schema, document, variableValues });
    return errors.map(({ message }) => message);
  } catch (error) {
    return [(error as Error).message];
  }
}

const id = '018f3f3e-0000-7000-8000-000000000000';

describe('what is wrong with a request', () => {
  it.each([
    ['{ program(id: 5) { id } }', {}, 'UUID 须写成文本。'],
    ['{ program(id: "x") { id } }', {}, 'x 不是 UUID。'],
    [`{ program(id: "${id}", asOf: "gestern") { id } }`, {}, 'gestern 不是带时区的时间（如 2026-06-30T09:00:00+08:00）。'],
    [
      `{ program(id: "${id}") { balance(on: "2026-02-30") { t } } }`,
      {},
      '"2026-02-30" 不是 1900-01-01 至 2200-12-31 之间、写作 YYYY-MM-DD 的日期。',
    ],
    ['query ($id: UUID!) { program(id: $id) { id } }', {}, '缺少必填变量 $id（UUID!）。'],
    ['query ($id: UUID!) { program(id: $id) { id } }', { id: null }, '缺少必填变量 $id（UUID!）。'],
    ['query ($id: UUID!) { program(id: $id) { id } }', { id: 'x' }, '变量 $id 的值 "x" 无效：x 不是 UUID。'],
    [
      'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { userErrors { code } } }',
      { input: { programId: 'x', name: 'n' } },
      '变量 $input（input.programId）的值 "x" 无效：x 不是 UUID。',
    ],
    [
      'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { userErrors { code } } }',
      { input: { programId: id } },
      `变量 $input 的值 { programId: "${id}" } 无效：缺少必填字段 name（String!）。`,
    ],
    [
      'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { userErrors { code } } }',
      { input: { programId: id, name: 5 } },
      '变量 $input（input.name）的值 5 无效：5 不是文本。',
    ],
    ['{ programs(first: 1.5) { totalCount } }', {}, '1.5 不是整数，或超出 32 位整数的范围。'],
    ['{ programs(orderBy: { field: NAMES }) { totalCount } }', {}, 'ProgramOrderField 没有取值 NAMES。是否指 "NAME"？'],
    ['{ programm(id: "x") { id } }', {}, 'Query 没有字段 programm。是否指 "program"、"programs"？'],
    ['{ programs(frist: 1) { totalCount } }', {}, '字段 Query.programs 没有参数 frist。是否指 "first"？'],
    ['{ programs }', {}, '字段 programs（ProgramConnection!）须选择子字段。'],
    ['{ program { id } }', {}, '字段 program 缺少必填参数 id（UUID!）。'],
    ['{ program(id: $id) { id } }', {}, '未声明变量 $id。'],
    [
      'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { userErrors { code } } }',
      { input: { programId: null, name: 'n' } },
      '变量 $input（input.programId）的值 null 无效：UUID! 不能为 null。',
    ],
    ['{ programs(orderBy: 5) { totalCount } }', {}, '5 不是 ProgramOrder 类型的值。'],
    ['{ programs(hasOpenDrift: 1) { totalCount } }', {}, '1 不是 true 或 false。'],
    ['{ nothing(id: Sort) { ...F } } fragment F on Programm { id }', {}, '没有类型 Programm。是否指 "Program"、"ProgramEdge"？'],
    [
      'mutation { renameProgram(input: { programId: "x", title: "n" }) { userErrors { code } } }',
      {},
      'RenameProgramInput 没有字段 title。',
    ],
    [
      'mutation { charterProgram(input: { name: "n", sponsorId: "a b", startsOn: "2026-01-01", timeZone: "Mars" }) { userErrors { code } } }',
      {},
      '"Mars" 不是 IANA 时区名称。',
    ],
    [
      'mutation { charterProgram(input: { name: "n", sponsorId: "a b", startsOn: "2026-01-01" }) { userErrors { code } } }',
      {},
      '"a b" 须为 1 至 64 个字母、数字、连字符或下划线。',
    ],
    [
      'mutation { planMilestone(input: { initiativeId: "x", title: "t", due: "2026-01-01", weight: "1" }) { userErrors { code } } }',
      {},
      '"1" 不是数字。',
    ],
    [`{ program(id: "${id}", asOf: "1800-01-01T00:00:00Z") { id } }`, {}, '"1800-01-01T00:00:00Z" 不在 1900 年至 2200 年之间。'],
    ['{ programs { ', {}, '语法错误：Expected Name, found <EOF>.'],
  ])('is said in Chinese: %s %j', async (query, variables, chinese) => {
    expect((await messagesOf(query, variables)).map(inChinese)).toContain(chinese);
  });

  it('is said as it is where it is of another kind', () => expect(inChinese('Something else.')).toBe('Something else.'));
});
