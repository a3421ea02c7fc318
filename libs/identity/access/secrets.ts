import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits that nobody can guess; only its digest is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A public id for what has a secret; it may be shown and logged. */
export const newPublicId = (): string => randomBytes(9).toString('base64url').replaceAll(/[-_]/g, 'x');

/** The SHA-256 of a secret. It needs no salt and no slow hash, because a secret has 256 random bits. */
export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
