import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { EVENTS } from '../file/event-record.js';
import { SealedWriter } from '../file/sealed-lines.js';

/** A file of any records in the form that an export writes. */
export function sealedFile(records: readonly (string | object)[]): string {
  const writer = new SealedWriter(EVENTS);
  const lines = records.map((record) => writer.record(typeof record === 'string' ? record : canonicalJson(record)));
  return [writer.header(), ...lines, writer.end()].join('');
}
