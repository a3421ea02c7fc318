import { LIMITS } from '../limits/limits.js';
import { tooLarge } from '../limits/validation-rules.js';

/** An object or list whose JSON is being written. */
interface Open {
  readonly keys: readonly string[] | undefined;
  readonly values: readonly unknown[];
  next: number;
}

/** How many characters are encoded to bytes at once. */
const PIECE = 64 * 1024;

/**
 * Writes the JSON of an answer piece by piece, so that other work runs in between; stops when the text is too long.
 * @param turn awaited between two pieces
 * @throws GraphQLError ANSWER_TOO_LARGE over `most` bytes
 */
export async function jsonInPieces(
  answer: object,
  turn: () => Promise<void> | undefined,
  most: number = LIMITS.answerBytes,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const open: Open[] = [];
  let [text, bytes] = ['', 0];
  const end = (): void => {
    const piece = Buffer.from(text);
    bytes += piece.length;
    if (bytes > most) throw tooLarge();
    pieces.push(piece);
    text = '';
  };
  const begin = (value: unknown): void => {
    if (isFlat(value)) {
      text += JSON.stringify(value);
    } else if (Array.isArray(value)) {
      text += '[';
      open.push({ keys: undefined, values: value, next: 0 });
    } else {
      const members = Object.entries(value as object).filter(([, member]) => member !== undefined);
      text += '{';
      open.push({ keys: members.map(([key]) => key), values: members.map(([, member]) => member as unknown), next: 0 });
    }
  };
  begin(answer);
  for (let of = open.at(-1); of; of = open.at(-1)) {
    if (of.next === of.values.length) {
      text += of.keys ? '}' : ']';
      open.pop();
      continue;
    }
    if (of.next > 0) text += ',';
    if (of.keys) text += `${JSON.stringify(of.keys[of.next])}:`;
    begin(of.values[of.next++]);
    if (text.length < PIECE) continue;
    end();
    const wait = turn();
    if (wait) await wait;
  }
  end();
  return Buffer.concat(pieces, bytes);
}

/** Whether the value contains no object and no list: its JSON is short and is written at once. */
function isFlat(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object' && member !== null) return false;
  }
  return true;
}
