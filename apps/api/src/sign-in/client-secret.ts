import { ConfigurationError } from '#application/starting/configuration.js';
import type { IssuerSettings } from '#application/starting/issuer-settings.js';
import { readFileSync } from 'node:fs';

/** Reads the client's secret from its file. @returns undefined if none is set @throws ConfigurationError */
export function clientSecretOf({ clientSecretFile: file }: IssuerSettings): string | undefined {
  if (file === undefined) return undefined;
  let secret = '';
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch {
    // It is named below, as an empty file is.
  }
  if (secret !== '') return secret;
  throw new ConfigurationError([
    {
      en: `OIDC_CLIENT_SECRET_FILE: ${file} cannot be read, or is empty; it has to contain the secret of OIDC_CLIENT_ID.`,
      zh: `OIDC_CLIENT_SECRET_FILE：${file} 无法读取或为空；其中须为 OIDC_CLIENT_ID 的密钥。`,
    },
  ]);
}
