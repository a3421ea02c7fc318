import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';

/** A fault in a source file: a text that occurs exactly once is replaced. */
export interface Mutation {
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

const root = resolve('.');
const npm = createRequire(join(root, 'package.json'));
const compiled = new Map<string, string>();

const compile = (source: string): string =>
  transformSync(source, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
    module: { type: 'commonjs' },
  }).code;

function compiledFile(path: string): string {
  const known = compiled.get(path) ?? compile(readFileSync(path, 'utf8'));
  compiled.set(path, known);
  return known;
}

/** Applies a mutation. @throws Error if its text does not occur exactly once: the mutation is out of date */
function mutated(path: string, { text, instead }: Mutation): string {
  const source = readFileSync(path, 'utf8');
  if (source.split(text).length !== 2) throw new Error(`${path} does not hold exactly once: ${text}`);
  return compile(source.replace(text, () => instead));
}

type Exports = Record<string, unknown>;

/** Loads a module of the repository and its imports again, with one fault or none. @param file path from the repository's root */
export function load<Module>(file: string, mutation?: Mutation): Module {
  const modules = new Map<string, { exports: Exports }>();
  const faulty = mutation && join(root, mutation.file);
  const take = (path: string): Exports => {
    const known = modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} as Exports };
    modules.set(path, module);
    const code = mutation && path === faulty ? mutated(path, mutation) : compiledFile(path);
    const run = compileFunction(code, ['require', 'module', 'exports'], { filename: path }) as (...args: unknown[]) => void;
    run((name: string): unknown => required(name, path, take), module, module.exports);
    return module.exports;
  };
  const exports = take(join(root, file));
  if (faulty && !modules.has(faulty)) throw new Error(`${file} does not import ${mutation.file}`);
  return exports as Module;
}

const { imports } = npm('./package.json') as { imports: Readonly<Record<string, { readonly source: string }>> };
/** The longest matching alias comes first, as in Node.js. */
const aliases = Object.entries(imports)
  .map(([pattern, { source }]) => ({ start: pattern.split('*')[0]!, source }))
  .sort((one, other) => other.start.length - one.start.length);

/** The source file that an alias of package.json stands for. */
function sourceOf(name: string): string {
  const alias = aliases.find(({ start }) => name.startsWith(start));
  if (!alias) throw new Error(`package.json has no alias for ${name}`);
  return join(root, alias.source.replace('*', name.slice(alias.start.length).replace(/\.js$/, '')));
}

function required(name: string, from: string, take: (path: string) => Exports): unknown {
  if (name.startsWith('.')) return take(resolve(dirname(from), name.replace(/\.js$/, '.ts')));
  if (name.startsWith('#')) return take(sourceOf(name));
  return npm(name);
}
