import type { Plugin } from 'vite';
import { build } from 'esbuild';
import { visit, print, Kind, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { createHash } from 'node:crypto';

const DOCUMENTS = /[\\/]documents\.ts$/;

/** A document as the app carries it: what urql has to know of it, and the hash by which the api knows its text. */
interface Carried {
  readonly kind: 'Document';
  readonly documentId: string;
  readonly definitions: readonly object[];
}

/**
 * Replaces each exported GraphQL document of the files named documents.ts by its SHA-256, and writes dist/web/documents.json, which the api
 * reads: the text of each document by its hash. So requests are small, the app needs no parser, and the api can refuse all other documents.
 */
export function trustedDocuments(): Plugin {
  const texts = new Map<string, string>();
  return {
    name: 'trusted-documents',
    apply: 'build',
    enforce: 'pre',
    async transform(_code, id) {
      if (!DOCUMENTS.test(id)) return undefined;
      const lines = Object.entries(await exportsOf(id))
        .filter(([, document]) => operationOf(document) !== undefined)
        .map(([name, document]) => {
          const text = print(withTypenames(document));
          const hash = createHash('sha256').update(text).digest('hex');
          texts.set(hash, text);
          return `export const ${name} = ${JSON.stringify(carried(hash))};`;
        });
      return { code: lines.join('\n'), map: null };
    },
    generateBundle() {
      const sorted = Object.fromEntries([...texts].sort(([one], [other]) => (one < other ? -1 : 1)));
      this.emitFile({ type: 'asset', fileName: 'documents.json', source: JSON.stringify(sorted) });
    },
  };
}

const operationOf = ({ definitions }: DocumentNode): OperationDefinitionNode | undefined =>
  definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);

/** Without definitions: urql sends the text of a document that has any. */
const carried = (hash: string): Carried => ({ kind: 'Document', documentId: `sha256:${hash}`, definitions: [] });

/** The exported documents of a file, which is run with the fragments that it imports. */
async function exportsOf(path: string): Promise<Record<string, DocumentNode>> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'warning',
  });
  return (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`)) as Record<
    string,
    DocumentNode
  >;
}

/** Asks for __typename in every object, by which the cache of the app knows what a mutation changed. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      if (parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION) return undefined;
      const has = node.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === '__typename');
      return has
        ? undefined
        : { ...node, selections: [...node.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] };
    },
  });
}
