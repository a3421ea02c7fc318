import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { StoredToken } from '#identity/entities.js';
import type { VaultContents } from '#identity/vault-transfer.js';
import { sealedRecords, SealedWriter, type SealedFormat } from './sealed-lines.js';
import type { FileLine } from '../../history/file-lines.js';
import { TransferProblem } from '../transfer-problem.js';

/** The format of a vault file: a record is a person's name or the hash of a person's token. */
const VAULT: SealedFormat = { format: 'evenkeel-vault', version: 1, record: 'entry' };

/** The whole file as one text; a vault is small. */
export function vaultText({ names, tokens }: VaultContents): string {
  const writer = new SealedWriter(VAULT);
  const lines = [
    writer.header(),
    ...[...names].map(([person, name]) => writer.record(canonicalJson({ person, name }))),
    ...tokens.map(({ person, hash, source }) => writer.record(canonicalJson({ person, source, tokenSha256: hash.toString('hex') }))),
  ];
  return lines.join('') + writer.end();
}

/** Reads a vault file. @throws TransferProblem as sealedRecords does */
export async function vaultIn(lines: AsyncIterable<FileLine>): Promise<VaultContents> {
  const names = new Map<string, string>();
  const tokens: StoredToken[] = [];
  for await (const { line, value } of sealedRecords(lines, VAULT)) {
    const { person, name, source, tokenSha256 } = value as Readonly<Record<string, unknown>>;
    if (typeof person !== 'string') throw new TransferProblem('FILE_DAMAGED', line);
    if (typeof name === 'string') names.set(person, name);
    else if (typeof source === 'string' && typeof tokenSha256 === 'string' && /^[0-9a-f]{64}$/.test(tokenSha256))
      tokens.push({ person, source, hash: Buffer.from(tokenSha256, 'hex') });
    else throw new TransferProblem('FILE_DAMAGED', line);
  }
  return { names, tokens };
}

/**
 * Checks that a vault can be filled: it must not contain other names than the file. Tokens do not matter: the first start of the target has
 * made one for its administrator, and the file's token replaces it.
 * @throws TransferProblem TARGET_NOT_EMPTY
 */
export function assertFillable(present: VaultContents, given: VaultContents): void {
  for (const [person, name] of present.names)
    if (given.names.get(person) !== name) throw new TransferProblem('TARGET_NOT_EMPTY', undefined, person);
}
