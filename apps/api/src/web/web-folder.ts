import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the web app as it is sent. */
export interface WebFile {
  readonly type: string;
  /** A weak validator: the same for each encoding. */
  readonly etag: string;
  readonly body: Buffer;
  /** The body compressed, by the name of the encoding, best first. */
  readonly encoded: ReadonlyMap<string, Buffer>;
}

/** The built web app. */
export interface WebFolder {
  readonly index: WebFile;
  /** All other files by their path in addresses, such as `/assets/main-1a2b.js`. */
  readonly files: ReadonlyMap<string, WebFile>;
  /** The GraphQL documents that the app sends, by the SHA-256 of their text in hexadecimal. */
  readonly documents: ReadonlyMap<string, string>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** For the api alone: it is read here and not served. */
const DOCUMENTS = 'documents.json';

/** Reads the built web app into memory: it is small, and what is served then is one build, even while another is being written. @returns undefined if it was not built */
export function readWebFolder(address: URL): WebFolder | undefined {
  const folder = fileURLToPath(address);
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => extname(name) in TYPES && name !== DOCUMENTS);
  const files = new Map(names.map((name) => [`/${name.replaceAll(sep, '/')}`, readWebFile(join(folder, name))]));
  const index = files.get('/index.html')!;
  files.delete('/index.html');
  const documents = join(folder, DOCUMENTS);
  const texts = existsSync(documents) ? (JSON.parse(readFileSync(documents, 'utf8')) as Record<string, string>) : {};
  return { index, files, documents: new Map(Object.entries(texts)) };
}

function readWebFile(path: string): WebFile {
  const body = readFileSync(path);
  const encoded = ENCODINGS.filter(([, ending]) => existsSync(path + ending)).map(
    ([name, ending]) => [name, readFileSync(path + ending)] as const,
  );
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { type: TYPES[extname(path)]!, etag: `W/"${hash}"`, body, encoded: new Map(encoded) };
}
