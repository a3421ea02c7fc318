import { describe, expect, it } from '@jest/globals';
import { execute, parse, validate } from 'graphql';
import { inChinese } from './chinese-errors.js';
import { builtSchema } from './schema-text.js';

/** The messages of graphql-js itself, so that a version with other wordings is noticed. */
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
    [
      `{ program(id: "${id}", asOf: "gestern") { id } }`,
      {},
      '"gestern" 既不是带时区的时间（如 2026-06-30T09:00:00+08:00），也不是日期（如 2026-06-30）。',
    ],
    [`{ program(id: "${id}") { balance(on: "2026-02-30") { t } } }`, {}, '日历上没有 "2026-02-30" 这一天。'],
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
    ['{ programs(frist: 1) { totalCount } }', {}, '字段 Query.programs 没有参数 frist。是否指 "first"、"last"？'],
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
    ['{ programs { ', {}, '语法错误：应为名称，实际为查询末尾。'],
    ['{ programs(first: ', {}, '语法错误：此处不应出现查询末尾。'],
    ['{ program(id: "x) { id } }', {}, '语法错误：字符串没有结束。'],
    ['query ($a: Int, $b: Int) { programs(first: $a) { totalCount } }', {}, '变量 $b 已声明但未使用。'],
    ['query ($a: String) { programs(first: $a) { totalCount } }', {}, '变量 $a 的类型是 String，此处须为 Int。'],
    ['query ($a: Program) { programs { totalCount } }', {}, '变量 $a 不能是 Program 类型：它不是输入类型。'],
    [
      'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { userErrors { code } } }',
      { input: 'x' },
      '变量 $input 的值 "x" 无效：RenameProgramInput 须为对象。',
    ],
    ['{ programs { totalCount { x } } }', {}, '字段 totalCount（Int!）没有子字段。'],
    [
      '{ programs(first: 1) { totalCount } programs(first: 2) { totalCount } }',
      {},
      '同名字段 programs 的内容不一致；如需同时查询，请使用别名。',
    ],
    ['{ programs(first: 1, first: 2) { totalCount } }', {}, '参数 first 出现了两次。'],
    ['query ($a: Int, $a: Int) { programs(first: $a) { totalCount } }', {}, '变量 $a 出现了两次。'],
    ['query A { programs { totalCount } } query A { programs { totalCount } }', {}, '操作 A 出现了两次。'],
    ['{ programs { totalCount } } query B { programs { totalCount } }', {}, '有多个操作时，每个操作都须命名。'],
    ['query A { programs { totalCount } } query B { programs { totalCount } }', {}, '查询含有多个操作：请用 operationName 指定其中一个。'],
    ['{ programs { ...F } }', {}, '没有片段 F。'],
    ['{ programs { totalCount } } fragment F on Program { id }', {}, '片段 F 已定义但未使用。'],
    ['{ programs { ...F } } fragment F on Program { id }', {}, '片段 F 不能用于此处：ProgramConnection 不会是 Program。'],
    ['{ programs { ... on Program { id } } }', {}, '片段不能用于此处：ProgramConnection 不会是 Program。'],
    ['{ programs { ...F } } fragment F on ProgramConnection { ...F }', {}, '片段 F 不能包含它自己。'],
    ['{ programs @twice { totalCount } }', {}, '没有指令 @twice。'],
    ['query @skip(if: true) { programs { totalCount } }', {}, '指令 @skip 不能用在此处。'],
    ['{ programs @skip { totalCount } }', {}, '指令 @skip 缺少必填参数 if（Boolean!）。'],
    ['{ programs @skip(if: true, iff: 1) { totalCount } }', {}, '指令 @skip 没有参数 iff。是否指 "if"？'],
    ['{ programs(status: "ACTIVE") { totalCount } }', {}, '"ACTIVE" 不是 ProgramStatus 的取值：枚举值不加引号。是否指 "ACTIVE"？'],
    ['type X { a: Int }', {}, '“X”的定义不能执行：只接受查询、变更、订阅和片段。'],
    ['{ programs { totalCount @skip(if: true) @skip(if: true) } }', {}, '指令 @skip 在同一处只能用一次。'],
    ['subscription { programChanged(programId: "x") { program { id } } driftChanged { id } }', {}, '一个订阅只能有一个顶层字段。'],
    ['{ programs(first: 01) { totalCount } }', {}, '语法错误：数字写法有误。'],
    ['{ programs(after: "\\q") { totalCount } }', {}, '语法错误：字符串中的转义写法有误。'],
    ["{ programs(after: 'x') { totalCount } }", {}, '语法错误：文本须用双引号。'],
    ['{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }', {}, '对模式的查询嵌套过深。'],
  ])('is said in Chinese: %s %j', async (query, variables, chinese) => {
    expect((await messagesOf(query, variables)).map(inChinese)).toContain(chinese);
  });

  it.each([
    ['Subscriptions are available only over WebSocket.', '订阅只能通过 WebSocket 进行。'],
    ['A mutation is sent by POST.', '变更须用 POST 发送。'],
    ["Body is not valid JSON but content-type is set to 'application/json'", '请求体不是有效的 JSON。'],
    ['The member "query" appears twice in one object; leave one of them out.', '同一对象中“query”出现了两次，请去掉其中一个。'],
    [
      'The content-type must be application/json, or a header x-evenkeel-preflight must be sent.',
      'content-type 须为 application/json，或带上请求头 x-evenkeel-preflight。',
    ],
    ['The body must be a JSON object with a query.', '请求体须为含有 query 的 JSON 对象。'],
    ['"query" must be a string.', '“query”须为文本。'],
    ['"operationName" must be a string or null.', '“operationName”须为文本或 null。'],
    ['"variables" must be an object or null.', '“variables”须为对象或 null。'],
    ['"query" appears twice in the address; leave one of them out.', '地址中“query”出现了两次，请去掉其中一个。'],
    ['The variables are nested more than 40 levels deep.', '变量的嵌套超过 40 层。'],
    ['The variable input.lines holds more than 10 entries.', '变量 input.lines 超过 10 项。'],
    ['The variable input.name holds a NUL character or half of a surrogate pair.', '变量 input.name 含有 NUL 字符或不完整的代理对。'],
    ['A string holds a NUL character or half of a surrogate pair.', '文本含有 NUL 字符或不完整的代理对。'],
    ['The query holds a number that is too large.', '查询含有过大的数字。'],
  ])('is said in Chinese also where it is of this program: %s', (english, chinese) => expect(inChinese(english)).toBe(chinese));

  it('is said as it is where it is of another kind', () => expect(inChinese('Something else.')).toBe('Something else.'));
});
