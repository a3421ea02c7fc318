import { writeFile } from 'node:fs/promises';
import { schemaText } from './graphql/schema-text.js';

await writeFile(process.argv[2] ?? 'apps/api/schema.graphql', await schemaText());
