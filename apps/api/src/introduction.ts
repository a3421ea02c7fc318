import type { Say } from '#application/starting/language.js';
import type { RunningApp } from './create-app.js';

/** Who reads the first lines of the api: a token is shown only to a person at a terminal, because others keep what a container prints. */
export interface Reader {
  readonly isTerminal: boolean;
  readonly isProduction: boolean;
}

/** The first lines for the person who starts the api: its addresses, and the administrator's token if it was made just now. */
export function introduction(
  { url, madeToken }: Pick<RunningApp, 'url' | 'madeToken'>,
  { isTerminal, isProduction }: Reader,
  say: Say,
): string[] {
  const lines = [say(`Evenkeel 已启动：${url}/graphql`, `Evenkeel listens at ${url}/graphql`)];
  if (!isProduction) lines.push(say(`GraphiQL：${url}/graphiql`, `GraphiQL: ${url}/graphiql`));
  if (!madeToken) return lines;
  const { file, token } = madeToken;
  const shown = isTerminal
    ? say(`管理员令牌（仅显示这一次，保存在 ${file}）：${token}`, `Administrator's token, shown this once and kept in ${file}: ${token}`)
    : say(`管理员令牌保存在 ${file}`, `Administrator's token: in ${file}`);
  return [...lines, shown];
}
