import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationFrom } from '#application/starting/configuration.js';
import { sha256, trustedDocumentsOf, TrustedDocuments, type SentDocument } from './trusted-documents.js';

const KNOWN = '{ viewer { person { id } } }';
const OTHER = '{ programs { totalCount } }';
const hash = sha256(KNOWN);
const known = new Map([[hash, KNOWN]]);
const open = new TrustedDocuments(known);
const closed = new TrustedDocuments(known, true);

const code = (documents: TrustedDocuments, sent: SentDocument): unknown => {
  try {
    return documents.textOf(sent);
  } catch (error) {
    const { extensions, message } = error as { extensions: { code?: string }; message: string };
    return extensions.code ?? message;
  }
};

describe('a trusted document', () => {
  it.each<readonly [string, SentDocument]>([
    ['its id', { documentId: `sha256:${hash}` }],
    ['its bare hash', { documentId: hash.toUpperCase() }],
    ['a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }],
    ['its hash beside the empty text of a WebSocket client', { query: '', extensions: { persistedQuery: { sha256Hash: hash } } }],
    ['its text', { query: KNOWN }],
    ['both', { query: KNOWN, documentId: hash }],
  ])('is meant by %s, whether or not others are answered', (_how, sent) => {
    expect([open.textOf(sent), closed.textOf(sent)]).toEqual([KNOWN, KNOWN]);
  });

  it('is none that only its sender knows', () => {
    const sent = { documentId: sha256(OTHER) };
    expect([code(open, sent), code(closed, sent)]).toEqual(['DOCUMENT_UNKNOWN', 'DOCUMENT_UNKNOWN']);
    const whole = { ...sent, query: OTHER };
    expect([code(open, whole), code(closed, whole)]).toEqual([OTHER, 'DOCUMENT_NOT_TRUSTED']);
    expect([code(open, { query: OTHER }), code(closed, { query: OTHER })]).toEqual([OTHER, 'DOCUMENT_NOT_TRUSTED']);
  });

  it.each<readonly [SentDocument, RegExp]>([
    [{}, /"query" must be a string/],
    [{ query: 7 }, /"query" must be a string/],
    [{ query: OTHER, documentId: hash }, new RegExp(`SHA-256 of "query" is ${sha256(OTHER)}, not ${hash}`)],
    [{ documentId: 7 }, /64 hexadecimal digits/],
    [{ documentId: `md5:${hash}` }, /64 hexadecimal digits/],
    [{ query: KNOWN, extensions: { persistedQuery: { sha256Hash: '' } } }, /64 hexadecimal digits/],
  ])('is not meant by %j', (sent, message) => {
    for (const documents of [open, closed]) expect(() => documents.textOf(sent)).toThrow(message);
  });
});

describe('the file of trusted documents', () => {
  const from = (content: string | undefined, more: Record<string, string> = {}): TrustedDocuments => {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-documents-'));
    const EVENKEEL_DOCUMENTS = join(folder, 'documents.json');
    try {
      if (content !== undefined) writeFileSync(EVENKEEL_DOCUMENTS, content);
      return trustedDocumentsOf(configurationFrom({ EVENKEEL_DOCUMENTS, ...more }));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('names each document by its hash', () => {
    const documents = from(JSON.stringify({ [hash]: KNOWN }));
    expect([code(documents, { documentId: hash }), code(documents, { query: OTHER })]).toEqual([KNOWN, OTHER]);
    const only = from(JSON.stringify({ [hash]: KNOWN }), { EVENKEEL_DOCUMENTS_ONLY: 'yes' });
    expect([code(only, { documentId: hash }), code(only, { query: OTHER })]).toEqual([KNOWN, 'DOCUMENT_NOT_TRUSTED']);
  });

  it('is beside the documents of the web app, which are always trusted', () => {
    const own = '{ changes { at } }';
    const web = new Map([[sha256(own), own]]);
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-documents-'));
    const EVENKEEL_DOCUMENTS = join(folder, 'documents.json');
    writeFileSync(EVENKEEL_DOCUMENTS, JSON.stringify({ [hash]: KNOWN }));
    for (const variables of [{}, { EVENKEEL_DOCUMENTS }, { EVENKEEL_DOCUMENTS, EVENKEEL_DOCUMENTS_ONLY: 'yes' }]) {
      const documents = trustedDocumentsOf(configurationFrom(variables), web);
      expect(code(documents, { documentId: sha256(own) })).toBe(own);
      expect(code(documents, { documentId: hash })).toBe('EVENKEEL_DOCUMENTS' in variables ? KNOWN : 'DOCUMENT_UNKNOWN');
      expect(code(documents, { query: OTHER })).toBe('EVENKEEL_DOCUMENTS_ONLY' in variables ? 'DOCUMENT_NOT_TRUSTED' : OTHER);
    }
    rmSync(folder, { recursive: true });
  });

  it('may be left out', () => {
    expect(code(trustedDocumentsOf(configurationFrom({})), { query: OTHER })).toBe(OTHER);
  });

  it.each([[undefined], ['no JSON'], ['[]'], ['null'], ['"text"']])('that is %j is refused at the start', (content) => {
    expect(() => from(content)).toThrow(/EVENKEEL_DOCUMENTS: .*cannot be read, or is not a JSON object/);
  });

  it.each([{ [hash]: OTHER }, { getViewer: KNOWN }, { [hash]: 7 }, { [hash.toUpperCase()]: KNOWN }])('with %j is refused', (content) => {
    expect(() => from(JSON.stringify(content))).toThrow(/is not the SHA-256 of its document/);
  });

  it.each([{ EVENKEEL_DOCUMENTS_ONLY: 'yes' }, { EVENKEEL_DOCUMENTS_ONLY: 'perhaps', EVENKEEL_DOCUMENTS: 'file' }])(
    'is needed for %j',
    (variables) => {
      expect(() => configurationFrom(variables)).toThrow(/EVENKEEL_DOCUMENTS_ONLY: .* is neither no nor/);
    },
  );
});
