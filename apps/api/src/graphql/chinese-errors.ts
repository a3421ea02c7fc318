/**
 * Chinese translations of messages of graphql-js and the scalars. The English is fixed by the pinned version and by tests; the parts are
 * inserted as they are.
 */
const PATTERNS: readonly (readonly [pattern: RegExp, chinese: (...parts: string[]) => string])[] = [
  [/^Syntax Error: Expected (.+), found (.+)\.$/s, (wanted, found) => `语法错误：应为${token(wanted)}，实际为${token(found)}。`],
  [/^Syntax Error: Unexpected single quote character .+$/s, () => '语法错误：文本须用双引号。'],
  [/^Syntax Error: Invalid number, .+$/s, () => '语法错误：数字写法有误。'],
  [/^Syntax Error: Invalid (?:Unicode|character) escape sequence: .+$/s, () => '语法错误：字符串中的转义写法有误。'],
  [/^Syntax Error: Unexpected (?:character: )?(.+)\.$/s, (found) => `语法错误：此处不应出现${token(found)}。`],
  [/^Syntax Error: Unterminated string\.$/, () => '语法错误：字符串没有结束。'],
  [/^Syntax Error: (.+)$/s, (what) => `语法错误：${what}`],
  [
    /^Variable "(\$[^"]+)" of (?:required|non-null) type "([^"]+)" (?:was not provided|must not be null)\.$/,
    (name, type) => `缺少必填变量 ${name}（${type}）。`,
  ],
  [
    /^Variable "(\$[^"]+)" got invalid value (.+?)(?: at "([^"]+)")?; (.+)$/s,
    (name, value, at, why) => `变量 ${name}${at ? `（${at}）` : ' '}的值 ${value} 无效：${inChinese(why)}`,
  ],
  [
    /^Expected value of type "([^"]+)", found (.+?)(?:; (.+)|\.)$/s,
    (type, value, why) => `${value} 不是 ${type} 类型的值。${why ? inChinese(why) : ''}`,
  ],
  [/^Expected non-nullable type "([^"]+)" not to be null\.$/, (type) => `${type} 不能为 null。`],
  [/^Field "([^"]+)" of required type "([^"]+)" was not provided\.$/, (field, type) => `缺少必填字段 ${field}（${type}）。`],
  [
    /^Field "([^"]+)" argument "([^"]+)" of type "([^"]+)" is required, but it was not provided\.$/,
    (field, name, type) => `字段 ${field} 缺少必填参数 ${name}（${type}）。`,
  ],
  [/^Field "([^"]+)" is not defined by type "([^"]+)"\.(.*)$/s, (field, type, hint) => `${type} 没有字段 ${field}。${hinted(hint)}`],
  [/^Cannot query field "([^"]+)" on type "([^"]+)"\.(.*)$/s, (field, type, hint) => `${type} 没有字段 ${field}。${hinted(hint)}`],
  [/^Unknown argument "([^"]+)" on field "([^"]+)"\.(.*)$/s, (name, field, hint) => `字段 ${field} 没有参数 ${name}。${hinted(hint)}`],
  [/^Unknown type "([^"]+)"\.(.*)$/s, (type, hint) => `没有类型 ${type}。${hinted(hint)}`],
  [
    /^Field "([^"]+)" of type "([^"]+)" must have a selection of subfields\..*$/s,
    (field, type) => `字段 ${field}（${type}）须选择子字段。`,
  ],
  [/^Variable "(\$[^"]+)" is not defined(?: by operation "[^"]+")?\.$/, (name) => `未声明变量 ${name}。`],
  [/^Value "(.+)" does not exist in "([^"]+)" enum\.(.*)$/s, (value, type, hint) => `${type} 没有取值 ${value}。${hinted(hint)}`],
  [
    /^Variable "(\$[^"]+)" of type "([^"]+)" used in position expecting type "([^"]+)"\.$/,
    (name, type, wanted) => `变量 ${name} 的类型是 ${type}，此处须为 ${wanted}。`,
  ],
  [/^Variable "(\$[^"]+)" is never used(?: in operation "[^"]+")?\.$/, (name) => `变量 ${name} 已声明但未使用。`],
  [/^Variable "(\$[^"]+)" cannot be non-input type "([^"]+)"\.$/, (name, type) => `变量 ${name} 不能是 ${type} 类型：它不是输入类型。`],
  [/^Expected type "([^"]+)" to be an object\.$/, (type) => `${type} 须为对象。`],
  [/^Argument "([^"]+)" of (?:required|non-null) type "([^"]+)" .+\.$/s, (name, type) => `缺少必填参数 ${name}（${type}）。`],
  [
    /^Field "([^"]+)" must not have a selection since type "([^"]+)" has no subfields\.$/,
    (field, type) => `字段 ${field}（${type}）没有子字段。`,
  ],
  [/^Fields "([^"]+)" conflict because .+$/s, (fields) => `同名字段 ${fields} 的内容不一致；如需同时查询，请使用别名。`],
  [/^There can be only one (\w+)(?: \w+)? named "([^"]+)"\.$/, (kind, name) => `${KINDS[kind] ?? kind} ${name} 出现了两次。`],
  [/^This anonymous operation must be the only defined operation\.$/, () => '有多个操作时，每个操作都须命名。'],
  [/^Must provide operation name if query contains multiple operations\.$/, () => '查询含有多个操作：请用 operationName 指定其中一个。'],
  [/^Must provide an operation\.$/, () => '查询中没有操作。'],
  [/^Unknown operation named "(.*)"\.$/s, (name) => `没有名为 ${name} 的操作。`],
  [/^Unknown fragment "([^"]+)"\.$/, (name) => `没有片段 ${name}。`],
  [/^Fragment "([^"]+)" is never used\.$/, (name) => `片段 ${name} 已定义但未使用。`],
  [
    /^Fragment (?:"([^"]+)" )?cannot be spread here as objects of type "([^"]+)" can never be of type "([^"]+)"\.$/,
    (name, type, of) => `片段${name ? ` ${name} ` : ''}不能用于此处：${type} 不会是 ${of}。`,
  ],
  [/^Cannot spread fragment "([^"]+)" within itself.*$/s, (name) => `片段 ${name} 不能包含它自己。`],
  [/^Unknown directive "([^"]+)"\.$/, (name) => `没有指令 ${name}。`],
  [/^Unknown argument "([^"]+)" on directive "([^"]+)"\.(.*)$/s, (name, of, hint) => `指令 ${of} 没有参数 ${name}。${hinted(hint)}`],
  [/^Directive "([^"]+)" may not be used on .+\.$/, (name) => `指令 ${name} 不能用在此处。`],
  [
    /^Directive "([^"]+)" argument "([^"]+)" of type "([^"]+)" is required, but it was not provided\.$/,
    (of, name, type) => `指令 ${of} 缺少必填参数 ${name}（${type}）。`,
  ],
  [/^Subscriptions are available only over WebSocket\.$/, () => '订阅只能通过 WebSocket 进行。'],
  [/^A WebSocket request must be one subscription; .+$/s, () => 'WebSocket 上一次只接受一个订阅；查询和变更请用 HTTP 发送。'],
  [/^A mutation is sent by POST\.$/, () => '变更须用 POST 发送。'],
  [/^The body must be a JSON object with a query\.$/, () => '请求体须为含有 query 的 JSON 对象。'],
  [/^"(\w+)" must be a string( or null)?\.$/, (name, orNull) => `“${name}”须为文本${orNull ? '或 null' : ''}。`],
  [/^"(\w+)" must be an object or null\.$/, (name) => `“${name}”须为对象或 null。`],
  [/^"(\w+)" appears twice in the address; .+$/s, (name) => `地址中“${name}”出现了两次，请去掉其中一个。`],
  [/^The variables are nested more than (\d+) levels deep\.$/, (levels) => `变量的嵌套超过 ${levels} 层。`],
  [/^The variable (.+) holds more than (\d+) entries\.$/s, (name, most) => `变量 ${name} 超过 ${most} 项。`],
  [
    /^(?:The variable (.+)|A string) holds a NUL character or half of a surrogate pair\.$/s,
    (name) => `${name ? `变量 ${name} ` : '文本'}含有 NUL 字符或不完整的代理对。`,
  ],
  [/^(?:The variable (.+)|The query) holds a number that is too large\.$/s, (name) => `${name ? `变量 ${name} ` : '查询'}含有过大的数字。`],
  [
    /^The number (.+) would be kept as (.+); write it as a text, or with at most 15 digits\.$/s,
    (given, kept) => `数字 ${given} 会变成 ${kept}；请写成文本，或不超过 15 位。`,
  ],
  [
    /^Enum "([^"]+)" cannot represent non-enum value: (.+?)\.( Did you mean .+)?$/s,
    (type, value, hint) => `${value} 不是 ${type} 的取值：枚举值不加引号。${hinted(hint)}`,
  ],
  [
    /^The (?:"([^"]+)"|(schema)) definition is not executable\.$/,
    (name, kind) => `“${name ?? kind}”的定义不能执行：只接受查询、变更、订阅和片段。`,
  ],
  [/^The directive "([^"]+)" can only be used once at this location\.$/, (name) => `指令 ${name} 在同一处只能用一次。`],
  [/^(?:Anonymous Subscription|Subscription "[^"]+") must select only one top level field\.$/, () => '一个订阅只能有一个顶层字段。'],
  [/^Maximum introspection depth exceeded$/, () => '对模式的查询嵌套过深。'],
  [/^Body is not valid JSON but .+$/s, () => '请求体不是有效的 JSON。'],
  [/^The member "(.+)" appears twice in one object; .+$/s, (name) => `同一对象中“${name}”出现了两次，请去掉其中一个。`],
  [
    /^The content-type must be application\/json, or a header (\S+) must be sent\.$/,
    (header) => `content-type 须为 application/json，或带上请求头 ${header}。`,
  ],
  [/^Int cannot represent .*value: (.+)$/s, (value) => `${value} 不是整数，或超出 32 位整数的范围。`],
  [/^Float cannot represent .*value: (.+)$/s, (value) => `${value} 不是数字。`],
  [/^String cannot represent .*value: (.+)$/s, (value) => `${value} 不是文本。`],
  [/^Boolean cannot represent .*value: (.+)$/s, (value) => `${value} 不是 true 或 false。`],
  [/^Value is not a valid UUID: (.+)$/s, (value) => `${value} 不是 UUID。`],
  [/^(\w+) is written as a string\.$/, (type) => `${type} 须写成文本。`],
  [/^(.+) is not a day of the calendar\.$/s, (value) => `日历上没有 ${value} 这一天。`],
  [
    /^(.+) is not a date from 1900-01-01 to 2200-12-31, written YYYY-MM-DD\.$/s,
    (value) => `${value} 不是 1900-01-01 至 2200-12-31 之间、写作 YYYY-MM-DD 的日期。`,
  ],
  [
    /^(.+) is neither an instant with its offset, such as \S+, nor a date, such as \S+\.$/s,
    (value) => `${value} 既不是带时区的时间（如 2026-06-30T09:00:00+08:00），也不是日期（如 2026-06-30）。`,
  ],
  [/^(.+) is not between the years 1900 and 2200\.$/s, (value) => `${value} 不在 1900 年至 2200 年之间。`],
  [/^(.+) is not the IANA name of a time zone\.$/s, (value) => `${value} 不是 IANA 时区名称。`],
  [/^(.+) is not 1 to 64 letters, digits, hyphens or underscores\.$/s, (value) => `${value} 须为 1 至 64 个字母、数字、连字符或下划线。`],
];

const KINDS: Readonly<Record<string, string>> = {
  argument: '参数',
  fragment: '片段',
  input: '字段',
  operation: '操作',
  variable: '变量',
};

/** Translates the parser's name for a token. */
const token = (called: string): string => (called === '<EOF>' ? '查询末尾' : called.replace(/^Name\b/, '名称'));

const hinted = (hint: string | undefined): string => {
  const names = /^ Did you mean (.+)\?$/s.exec(hint ?? '')?.[1];
  return names === undefined
    ? ''
    : `是否指 ${names
        .replace(/^the enum value /, '')
        .replaceAll(', or ', '、')
        .replaceAll(' or ', '、')
        .replaceAll(', ', '、')}？`;
};

/** Translates a message about a request into Chinese; an unknown message is returned unchanged. */
export function inChinese(message: string): string {
  for (const [pattern, chinese] of PATTERNS) {
    const parts = pattern.exec(message);
    if (parts) return chinese(...parts.slice(1));
  }
  return message;
}
