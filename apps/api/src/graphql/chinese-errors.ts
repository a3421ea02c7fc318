/** What graphql-js and the scalars say of a request, in Chinese. Its English is fixed by version and tests; the parts are as it puts them. */
const PATTERNS: readonly (readonly [pattern: RegExp, chinese: (...parts: string[]) => string])[] = [
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
  [/^Int cannot represent .*value: (.+)$/s, (value) => `${value} 不是整数，或超出 32 位整数的范围。`],
  [/^Float cannot represent .*value: (.+)$/s, (value) => `${value} 不是数字。`],
  [/^String cannot represent .*value: (.+)$/s, (value) => `${value} 不是文本。`],
  [/^Boolean cannot represent .*value: (.+)$/s, (value) => `${value} 不是 true 或 false。`],
  [/^Value is not a valid UUID: (.+)$/s, (value) => `${value} 不是 UUID。`],
  [/^(\w+) is written as a string\.$/, (type) => `${type} 须写成文本。`],
  [
    /^(.+) is not a date from 1900-01-01 to 2200-12-31, written YYYY-MM-DD\.$/s,
    (value) => `${value} 不是 1900-01-01 至 2200-12-31 之间、写作 YYYY-MM-DD 的日期。`,
  ],
  [
    /^DateTime cannot represent an invalid date-time-string (.+)\.$/s,
    (value) => `${value} 不是带时区的时间（如 2026-06-30T09:00:00+08:00）。`,
  ],
  [/^(.+) is not between the years 1900 and 2200\.$/s, (value) => `${value} 不在 1900 年至 2200 年之间。`],
  [/^(.+) is not the IANA name of a time zone\.$/s, (value) => `${value} 不是 IANA 时区名称。`],
  [/^(.+) is not 1 to 64 letters, digits, hyphens or underscores\.$/s, (value) => `${value} 须为 1 至 64 个字母、数字、连字符或下划线。`],
];

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

/** A message about a request in Chinese; as it is where it is of a kind that is not known. */
export function inChinese(message: string): string {
  for (const [pattern, chinese] of PATTERNS) {
    const parts = pattern.exec(message);
    if (parts) return chinese(...parts.slice(1));
  }
  return message;
}
