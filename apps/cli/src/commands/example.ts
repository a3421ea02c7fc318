import type { Command } from 'commander';
import { loadExample, type LoadedExample } from '../example/load-example.js';
import { exampleFile, loadIntoEmpty } from '../example/load-into-empty.js';
import { Failure } from '../failure.js';
import { row } from '#application/starting/escaped.js';
import { parseLanguage } from '#application/starting/language.js';
import type { Language } from '#domain/language.js';
import type { Terminal } from '../terminal.js';
import { openDataFolder } from '../transport/data-folder.js';

export function addExample(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const group = program.command('example').description(say('示例项目群', 'the example program'));
  group
    .command('load')
    .description(
      say(
        '把示例项目群载入 EVENKEEL_DATA；重复运行不会增加内容',
        'load the example program into EVENKEEL_DATA; running it again adds nothing',
      ),
    )
    .option('--lang <language>', say('zh 或 en；缺省按 LANG', 'zh or en; left out: by LANG'), parsedLanguage(terminal))
    .option('--if-empty', say('仅当还没有任何项目群时', 'only where there is no program yet'))
    .action(async (options: { lang?: Language; ifEmpty?: true }) => {
      if (terminal.environment.EVENKEEL_URL)
        throw new Failure(
          say(
            '示例只能载入本机的数据目录：请去掉 EVENKEEL_URL',
            'the example goes into a data folder on this machine: leave out EVENKEEL_URL',
          ),
          2,
        );
      await load(options, terminal);
    });
}

export const parsedLanguage =
  ({ say }: Terminal) =>
  (text: string): Language => {
    const language = parseLanguage(text);
    if (!language) throw new Failure(say(`--lang：只能是 zh 或 en，不能是 ${text}`, `--lang: zh or en, not ${text}`), 2);
    return language;
  };

async function load({ lang, ifEmpty }: { lang?: Language; ifEmpty?: true }, terminal: Terminal): Promise<void> {
  const language = lang ?? terminal.language;
  const loaded = ifEmpty ? await loadIntoEmpty(language, terminal) : await loadAnyway(language, terminal);
  if (loaded) terminal.print(row(loaded.name, loaded.programId));
}

async function loadAnyway(language: Language, terminal: Terminal): Promise<LoadedExample> {
  const folder = await openDataFolder(terminal);
  try {
    return await loadExample(exampleFile(terminal.installation), language, folder, terminal);
  } finally {
    terminal.progress.stop();
    await folder.close();
  }
}
