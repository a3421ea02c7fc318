import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { ConfigurationError, type Configuration } from '#application/starting/configuration.js';

/** What a request says of its document: the text, or the SHA-256 by which the document is known, or both. */
export interface SentDocument {
  readonly query?: unknown;
  /** `sha256:` and the hash in hexadecimal. */
  readonly documentId?: unknown;
  /** May have `persistedQuery: { sha256Hash }`, which some clients send instead of `documentId`. */
  readonly extensions?: unknown;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const refused = (code: string): GraphQLError => new GraphQLError(code, { extensions: { code } });

/** The documents that clients may name by their hash instead of sending them, and whether they may send any others. */
export class TrustedDocuments {
  /**
   * @param texts documents by the SHA-256 of their text, in hexadecimal
   * @param only whether every other document is refused
   * @param given those of them that the installation has given, to be validated when there is a schema
   */
  constructor(
    private readonly texts: ReadonlyMap<string, string> = new Map(),
    private readonly only = false,
    readonly given: ReadonlyMap<string, string> = new Map(),
  ) {}

  /**
   * The text of the document that a request means.
   * @throws GraphQLError DOCUMENT_UNKNOWN for a hash of no trusted document that comes without its text, DOCUMENT_NOT_TRUSTED for another
   * text where only trusted ones are allowed, BAD_USER_INPUT for a text that does not have the hash, or for neither
   */
  textOf(sent: SentDocument): string {
    const { query = null } = sent;
    const hash = hashIn(sent);
    if (query !== null && typeof query !== 'string') throw new GraphQLError('"query" must be a string.');
    // A WebSocket client has to send a query, and sends an empty one beside a hash.
    if (query === null || (query === '' && hash !== undefined)) {
      if (hash === undefined) throw new GraphQLError('"query" must be a string.');
      const text = this.texts.get(hash);
      if (text === undefined) throw refused('DOCUMENT_UNKNOWN');
      return text;
    }
    if (hash === undefined && !this.only) return query;
    const own = sha256(query);
    if (hash !== undefined && hash !== own) throw new GraphQLError(`The SHA-256 of "query" is ${own}, not ${hash}.`);
    if (this.only && !this.texts.has(own)) throw refused('DOCUMENT_NOT_TRUSTED');
    return query;
  }
}

const HASH = /^[0-9a-f]{64}$/;

function hashIn({ documentId = null, extensions }: SentDocument): string | undefined {
  const hash = documentId ?? (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery?.sha256Hash;
  if (hash === null || hash === undefined) return undefined;
  const digits = typeof hash === 'string' ? hash.replace(/^sha256:/, '').toLowerCase() : '';
  if (!HASH.test(digits)) throw new GraphQLError('The hash of a document is a SHA-256 of 64 hexadecimal digits.');
  return digits;
}

/**
 * Reads the trusted documents of an installation.
 * @param own those of the web app, which are always trusted
 * @throws ConfigurationError for a file that is not an object of texts by their hashes
 */
export function trustedDocumentsOf(
  { EVENKEEL_DOCUMENTS: file, EVENKEEL_DOCUMENTS_ONLY: only }: Configuration,
  own: ReadonlyMap<string, string> = new Map(),
): TrustedDocuments {
  if (file === undefined) return new TrustedDocuments(own);
  const texts = Object.entries(contentOf(file));
  for (const [hash, text] of texts)
    if (typeof text !== 'string' || sha256(text) !== hash)
      throw new ConfigurationError([
        {
          en: `EVENKEEL_DOCUMENTS: ${file} has an entry ${hash} that is not the SHA-256 of its document in 64 hexadecimal digits.`,
          zh: `EVENKEEL_DOCUMENTS：${file} 中的条目 ${hash} 不是其文档的 SHA-256（64 位十六进制数）。`,
        },
      ]);
  const given = new Map(texts as [string, string][]);
  return new TrustedDocuments(new Map([...own, ...given]), only === 'yes', given);
}

function contentOf(file: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as Record<string, unknown>;
  } catch {
    // It is named below, as a file of another form is.
  }
  throw new ConfigurationError([
    {
      en: `EVENKEEL_DOCUMENTS: ${file} cannot be read, or is not a JSON object of GraphQL documents by the SHA-256 of their text.`,
      zh: `EVENKEEL_DOCUMENTS：${file} 无法读取，或不是以 SHA-256 为键、GraphQL 文档为值的 JSON 对象。`,
    },
  ]);
}
