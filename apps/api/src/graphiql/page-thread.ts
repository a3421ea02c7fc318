import { parentPort } from 'node:worker_threads';
import { makePage } from './page.js';

// The entry of the thread that makes GraphiQL's page: loaded by a Worker alone.

parentPort?.postMessage(await makePage());
