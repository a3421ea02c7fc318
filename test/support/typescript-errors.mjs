// node test/support/typescript-errors.mjs < FILES: type-checks files that need not exist, given as JSON of path → text, against this
// repository, and prints one line per error. A separate process, because Jest would first transform the compiler.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const files = new Map(Object.entries(JSON.parse(readFileSync(0, 'utf8'))).map(([path, text]) => [resolve(path), text]));
const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, process.cwd());
// An example is only a part of a file: its declarations are used elsewhere.
Object.assign(options, { noUnusedLocals: false });

const host = ts.createCompilerHost(options);
const { fileExists, readFile } = host;
host.fileExists = (path) => files.has(path) || fileExists(path);
host.readFile = (path) => files.get(path) ?? readFile(path);

const program = ts.createProgram([...files.keys()], options, host);
for (const path of files.keys()) {
  const source = program.getSourceFile(path);
  for (const { messageText, start } of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
    const { line } = source.getLineAndCharacterOfPosition(start ?? 0);
    console.log(`${path}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  }
}
