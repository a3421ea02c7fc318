import { EmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { openEventFile } from '#event-store/embedded/file/event-file.js';
import { EVENTS, MAX_EVENT_LINE } from '../../apps/cli/src/events/file/event-record.js';
import { importEvents } from '../../apps/cli/src/events/import-events.js';
import { sealedRecords } from '../../apps/cli/src/events/file/sealed-lines.js';
import { fileLines } from '../../apps/cli/src/history/file-lines.js';

// Imports a file of events into a data folder and kills itself before the statement with this number, counted from 0 over statements that
// begin a transaction, store an event or commit.

const [folder, path, number] = process.argv.slice(2) as [string, string, string];

let left = Number(number);
const file = openEventFile(folder);
const prepare = file.prepare.bind(file);
file.prepare = ((sql: string) => {
  const statement = prepare(sql);
  if (!/^(begin|insert|commit)/.test(sql)) return statement;
  const run = statement.run.bind(statement);
  statement.run = (...parameters: unknown[]) => {
    if (left-- === 0) process.kill(process.pid, 'SIGKILL');
    return run(...parameters);
  };
  return statement;
}) as typeof file.prepare;

const store = new EmbeddedEventStore(file, () => undefined);
await importEvents(sealedRecords(fileLines(path, MAX_EVENT_LINE), EVENTS), store, () => undefined);
await store.close();
