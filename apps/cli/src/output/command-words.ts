import type { Command } from 'commander';
import { escaped } from '#application/starting/escaped.js';
import type { Language } from '#application/starting/language.js';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** What commander itself says of wrong usage; what is quoted in it stays. */
const complaints: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command ('.*')/, '错误：没有命令 $1'],
  [/^error: unknown option ('.*')/, '错误：没有选项 $1'],
  [/^error: missing required argument ('.*')/, '错误：缺少参数 $1'],
  [/^error: required option ('.*') not specified/, '错误：缺少必需的选项 $1'],
  [/^error: option ('.*') argument missing/, '错误：选项 $1 缺少值'],
  [/^error: too many arguments.* Expected (\d+) arguments? but got (\d+)\./, '错误：参数过多，应为 $1 个，实有 $2 个。'],
  [/\(Did you mean (?:one of )?(.*)\?\)/, '（是否想用 $1？）'],
];

/** What commander complains of, with what was typed as one line; a proposal of commander's stands below it. */
export function complaintIn(language: Language, text: string): string {
  const [, complaint = '', proposal = ''] = /^(.*?)(\n\(Did you mean [^\n]*)?\n?$/s.exec(text) ?? [];
  const said = escaped(complaint) + proposal;
  return language === 'en' ? said : complaints.reduce((words, [english, chinese]) => words.replace(english, chinese), said);
}

/** Has a command, and every one that is added to it afterwards, explain itself in a language. */
export function speaking(command: Command, language: Language): Command {
  if (language === 'en') return command;
  return command
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示某个命令的帮助')
    .configureHelp({ styleTitle: (title) => titles[title] ?? title });
}
