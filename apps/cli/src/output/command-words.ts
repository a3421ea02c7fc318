import type { Command } from 'commander';
import { escaped } from '#application/starting/escaped.js';
import type { Language } from '#domain/language.js';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** Chinese translations of commander's own messages about wrong usage; quoted parts stay. */
const complaints: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command ('.*')/, '错误：没有命令 $1'],
  [/^error: unknown option ('.*')/, '错误：没有选项 $1'],
  [/^error: missing required argument ('.*')/, '错误：缺少参数 $1'],
  [/^error: required option ('.*') not specified/, '错误：缺少必需的选项 $1'],
  [/^error: option ('.*') argument missing/, '错误：选项 $1 缺少值'],
  [/^error: too many arguments.* Expected (\d+) arguments? but got (\d+)\./, '错误：参数过多，应为 $1 个，实有 $2 个。'],
  [/\(Did you mean (?:one of )?(.*)\?\)/, '（是否想用 $1？）'],
];

/** Translates a complaint of commander. What the user typed is escaped to one line; commander's suggestion stays below it. */
export function complaintIn(language: Language, text: string): string {
  const [, complaint = '', proposal = ''] = /^(.*?)(\n\(Did you mean [^\n]*)?\n?$/s.exec(text) ?? [];
  const said = escaped(complaint) + proposal;
  return language === 'en' ? said : complaints.reduce((words, [english, chinese]) => words.replace(english, chinese), said);
}

/** Makes a command, and every subcommand added later, show its help in a language. */
export function speaking(command: Command, language: Language): Command {
  if (language === 'en') return command;
  return command
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示某个命令的帮助')
    .configureHelp({ styleTitle: (title) => titles[title] ?? title });
}
