import { buildSchema } from 'graphql';
import { readFile, writeFile } from 'node:fs/promises';
import { changesBetween, withChanges } from './graphql/schema-changes.js';
import { schemaText } from './graphql/schema-text.js';

const text = await schemaText();
await writeFile(process.argv[2] ?? 'apps/api/schema.graphql', text);
const [changes, before] = ['docs/schema-changes.md', 'test/golden/schema-before.graphql'] as const;
const compared = changesBetween(buildSchema(await readFile(before, 'utf8')), buildSchema(text));
await writeFile(changes, withChanges(await readFile(changes, 'utf8'), compared));
