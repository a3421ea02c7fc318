import type { Command } from 'commander';
import { runDemo } from '../demo/run-demo.js';
import type { Language } from '#domain/language.js';
import type { Terminal } from '../terminal.js';
import { parsedLanguage } from './example.js';

export function addDemo(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  program
    .command('demo')
    .description(
      say(
        '启动 api；数据目录为空时载入示例项目群；打印四大支柱、平衡与未关闭的偏移；持续服务直到 Ctrl-C',
        'start the api, load the example where the data folder is empty, print the four pillars, the balance and the open drift, and go on serving until Ctrl-C',
      ),
    )
    .option('--lang <language>', say('zh 或 en；缺省按 LANG', 'zh or en; left out: by LANG'), parsedLanguage(terminal))
    .action((options: { lang?: Language }) => runDemo(options.lang ?? terminal.language, terminal));
}
