import { parentPort } from 'node:worker_threads';
import { makePage } from './page.js';

// The entry file of the thread that makes GraphiQL's page: only a Worker loads it.

parentPort?.postMessage(await makePage());
