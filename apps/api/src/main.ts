import { expectOpenFiles } from '#application/open-files.js';

expectOpenFiles();
await import('./run.js');
