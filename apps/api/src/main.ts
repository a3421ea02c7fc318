import { expectOpenFiles } from '#application/starting/open-files.js';

expectOpenFiles();
await import('./run.js');
