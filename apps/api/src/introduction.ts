import type { Say } from '#application/starting/language.js';
import type { RunningApp } from './create-app.js';

/** Where the lines about a start are read: a token is shown to a person alone, as what a container writes is kept by others. */
export interface Reader {
  readonly isTerminal: boolean;
  readonly isProduction: boolean;
}

/** What whoever starts the api reads: its addresses, and the administrator's token where one was made just now. */
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
