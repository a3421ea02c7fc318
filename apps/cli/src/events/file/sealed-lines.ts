import { parseJson } from '#application/intake/json.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { FileLine } from '../../history/file-lines.js';
import { Seal } from './seal.js';
import { TransferProblem } from '../transfer-problem.js';

/** A file format: a header line, a line for each record, a last line. */
export interface SealedFormat {
  readonly format: string;
  readonly version: number;
  /** The name of the member that holds a line's record. */
  readonly record: string;
}

/** The last line of a file. */
export interface End {
  readonly count: number;
  /** SHA-256 over the canonical JSON (RFC 8785) of every record, each followed by a line feed. */
  readonly sha256: string;
  /** Further information of the writer, such as the position of the last event in the original store. */
  readonly head?: string;
}

export interface SealedRecord {
  /** The line number in the file, from 1. */
  readonly line: number;
  readonly value: unknown;
  /** The canonical form (RFC 8785) of the value. */
  readonly canonical: string;
}

/**
 * Writes a sealed file line by line. Every line carries the first digits of the digest over all records up to its own, so that a reader can
 * name the first changed line; a truncated file has no valid last line.
 */
export class SealedWriter {
  readonly seal = new Seal();

  constructor(private readonly format: SealedFormat) {}

  header(): string {
    return `${canonicalJson({ format: this.format.format, version: this.format.version })}\n`;
  }

  /** Returns the line of a record. @param canonical RFC 8785 of the record */
  record(canonical: string): string {
    this.seal.add(canonical);
    return `{"check":"${this.seal.check}","${this.format.record}":${canonical}}\n`;
  }

  /** Returns the last line. An empty store has no head. */
  end(head?: string): string {
    const { count, sha256 } = this.seal;
    const end = canonicalJson({ count, head, sha256 });
    this.seal.add(end);
    return `{"check":"${this.seal.check}","end":${end}}\n`;
  }
}

/**
 * Reads the records of a sealed file in order. It ends without an error only after an intact last line, which it returns. Memory does not
 * grow with the file.
 * @throws TransferProblem FILE_FOREIGN, FILE_NEWER, FILE_DAMAGED or FILE_INCOMPLETE, with the line
 */
export async function* sealedRecords(lines: AsyncIterable<FileLine>, format: SealedFormat): AsyncGenerator<SealedRecord, End> {
  const seal = new Seal();
  let last = 0;
  let end: End | undefined;
  for await (const { number, text } of lines) {
    last = number;
    if (end) throw new TransferProblem('FILE_DAMAGED', number);
    const line = parsed(text);
    if (number === 1) {
      assertFormat(line, format);
      continue;
    }
    const { count, sha256 } = seal;
    const member = line && 'end' in line ? 'end' : format.record;
    const value = line?.[member];
    const canonical = canonicalOrNothing(value);
    if (canonical !== undefined) seal.add(canonical);
    if (canonical === undefined || line?.['check'] !== seal.check) throw new TransferProblem('FILE_DAMAGED', number);
    if (member !== 'end') yield { line: number, value, canonical };
    else if (isEnd(value) && value.count === count && value.sha256 === sha256) end = value;
    else throw new TransferProblem('FILE_DAMAGED', number);
  }
  if (last === 0) throw new TransferProblem('FILE_FOREIGN', 1);
  if (!end) throw new TransferProblem('FILE_INCOMPLETE', last);
  return end;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function assertFormat(header: Readonly<Record<string, unknown>> | undefined, { format, version }: SealedFormat): void {
  const given = header?.['version'];
  if (header?.['format'] !== format || typeof given !== 'number') throw new TransferProblem('FILE_FOREIGN', 1);
  if (given !== version) throw new TransferProblem(given > version ? 'FILE_NEWER' : 'FILE_FOREIGN', 1, `${given}, ${version}`);
}

const isEnd = (value: unknown): value is End => isObject(value) && (value['head'] === undefined || typeof value['head'] === 'string');

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = parseJson(text ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The canonical form of a value; undefined also if it is nested too deeply. */
function canonicalOrNothing(value: unknown): string | undefined {
  try {
    return isObject(value) ? canonicalJson(value) : undefined;
  } catch {
    return undefined;
  }
}
