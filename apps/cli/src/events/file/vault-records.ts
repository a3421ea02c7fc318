import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { columnsOf, VAULT_TABLES, type VaultTable } from '#identity/vault/entities.js';
import { emptyContents, type VaultContents } from '#identity/vault/vault-transfer.js';
import { sealedRecords, SealedWriter, type SealedFormat } from './sealed-lines.js';
import type { FileLine } from '../../history/file-lines.js';
import { TransferProblem } from '../transfer-problem.js';

/**
 * The format of a vault file: a record is a person's name, the hash of a person's first token, or a row of another table with its name. A
 * file without the other tables is read too.
 */
const VAULT: SealedFormat = { format: 'evenkeel-vault', version: 1, record: 'entry' };

type Cell = string | number | null | Buffer;
type Row = Readonly<Record<string, Cell>>;

const HEX = /^[0-9a-f]{64}$/;

/** The whole file as one text; a vault is small. */
export function vaultText({ names, tokens, ...others }: VaultContents): string {
  const writer = new SealedWriter(VAULT);
  const lines = [
    writer.header(),
    ...names.map(({ person, name }) => writer.record(canonicalJson({ person, name }))),
    ...tokens.map(({ person, hash, source }) => writer.record(canonicalJson({ person, source, tokenSha256: hash.toString('hex') }))),
    ...Object.entries(others).flatMap(([table, rows]) =>
      (rows as unknown as readonly Row[]).map((row) => writer.record(canonicalJson({ table, row: written(row) }))),
    ),
  ];
  return lines.join('') + writer.end();
}

const written = (row: Row): object =>
  Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, Buffer.isBuffer(cell) ? cell.toString('hex') : cell]));

/** Reads a vault file. @throws TransferProblem as sealedRecords does */
export async function vaultIn(lines: AsyncIterable<FileLine>): Promise<VaultContents> {
  const contents = emptyContents() as { [T in VaultTable]: VaultContents[T][number][] };
  for await (const { line, value } of sealedRecords(lines, VAULT)) {
    const record = value as Readonly<Record<string, unknown>>;
    const { person, name, source, tokenSha256 } = record;
    if (typeof record['table'] === 'string')
      contents[tableOf(record['table'], line)].push(rowOf(record['table'], record['row'], line) as never);
    else if (typeof person !== 'string') throw new TransferProblem('FILE_DAMAGED', line);
    else if (typeof name === 'string') contents.names.push({ person, name });
    else if (typeof source === 'string' && typeof tokenSha256 === 'string' && HEX.test(tokenSha256))
      contents.tokens.push({ person, source, hash: Buffer.from(tokenSha256, 'hex') });
    else throw new TransferProblem('FILE_DAMAGED', line);
  }
  return contents;
}

function tableOf(name: string, line: number): VaultTable {
  const found = VAULT_TABLES.find((table) => table === name);
  if (!found) throw new TransferProblem('FILE_DAMAGED', line);
  return found;
}

/** A row with exactly the columns of its table. */
function rowOf(table: string, value: unknown, line: number): Row {
  const row = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const cells = columnsOf(tableOf(table, line)).map((column): [string, Cell] => {
    const cell = row[column];
    if (column === 'hash' && typeof cell === 'string' && HEX.test(cell)) return [column, Buffer.from(cell, 'hex')];
    if (column !== 'hash' && (typeof cell === 'string' || typeof cell === 'number' || cell === null)) return [column, cell];
    throw new TransferProblem('FILE_DAMAGED', line);
  });
  return Object.fromEntries(cells);
}

/**
 * Checks that a vault can be filled: it must not contain other names than the file. Tokens do not matter: the first start of the target has
 * made one for its administrator, and the file's token replaces it.
 * @throws TransferProblem TARGET_NOT_EMPTY
 */
export function assertFillable(present: VaultContents, given: VaultContents): void {
  const names = new Map(given.names.map(({ person, name }) => [person, name]));
  for (const { person, name } of present.names)
    if (names.get(person) !== name) throw new TransferProblem('TARGET_NOT_EMPTY', undefined, person);
}
