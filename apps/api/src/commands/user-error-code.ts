import { enumeration } from '#read-models/schema/enumeration.js';
import { codes } from './wording.js';

/** Every code that a userError can have; in JSON it is the same text as the code of an error. */
export const UserErrorCodeEnum = enumeration<string>('UserErrorCode', 'Why a command was refused, as a stable code.', {
  ...codes(),
  INTERNAL: 'Something went wrong that nobody foresaw; the log says what.',
});

/** The code as the enum has it: one that is unknown would make the whole answer fail. */
export const userErrorCode = (code: string): string => UserErrorCodeEnum[code] ?? 'INTERNAL';
