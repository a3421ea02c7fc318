#!/usr/bin/env node
import { expectOpenFiles } from '#application/open-files.js';

expectOpenFiles();
await import('./run.js');
