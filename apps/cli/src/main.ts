#!/usr/bin/env node
import { expectOpenFiles } from '#application/starting/open-files.js';

expectOpenFiles();
await import('./run.js');
