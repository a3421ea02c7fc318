import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '#event-store/embedded/event-reader.js';

const reader = openReader(workerData as string);
const revisions: number[] = [];
for await (const page of reader.read('program-1')) for (const { revision } of page) revisions.push(revision);
await reader.close();
parentPort?.postMessage({ revisions });
