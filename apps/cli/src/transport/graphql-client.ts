import { Failure } from '../failure.js';
import { type Say, sayIn } from '#application/starting/language.js';
import type { Language } from '#domain/language.js';
import { reasonOf } from '../output/reason.js';

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export interface GraphqlClientOptions {
  /** The address of the api, with or without `/graphql` at its end. */
  readonly url: string;
  readonly token: string | undefined;
  readonly language: Language;
  /** The fetch function; default: the platform's. */
  readonly fetch?: typeof fetch;
}

/** Sends queries to a running api. Every failure is a Failure that says what to do. */
export class GraphqlClient {
  readonly #endpoint: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: typeof fetch;
  readonly #say: Say;

  constructor({ url, token, language, fetch: given }: GraphqlClientOptions) {
    this.#endpoint =
      addressOf(url, sayIn(language))
        .replace(/\/+$/, '')
        .replace(/\/graphql$/, '') + '/graphql';
    this.#headers = {
      'content-type': 'application/json',
      'accept-language': language,
      ...(token === undefined ? {} : { authorization: `Bearer ${asHeader(token, sayIn(language))}` }),
    };
    this.#fetch = given ?? fetch;
    this.#say = sayIn(language);
  }

  /** Sends a query. @throws Failure if the api cannot be reached or answers with an error */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const { status, answer } = await this.#send(JSON.stringify({ query, variables }));
    const [error] = answer?.errors ?? [];
    if (error?.extensions?.code === 'UNAUTHENTICATED') throw new Failure(this.#tokenProblem());
    if (error) throw new Failure(error.extensions?.code ? `${error.message} (${error.extensions.code})` : error.message);
    if (!answer?.data) throw new Failure(`${this.#endpoint}: HTTP ${status}`);
    return answer.data as T;
  }

  /** The message for a refused token: the api's own message speaks of a header, but here the token comes from a variable. */
  #tokenProblem(): string {
    const known = 'authorization' in this.#headers;
    return known
      ? this.#say(
          `EVENKEEL_TOKEN：${this.#endpoint} 不认识此令牌；请设为您的访问令牌（ek_…），或管理员令牌（EVENKEEL_ADMIN_TOKEN 的值，或 api 数据目录中 admin.token 的内容） (UNAUTHENTICATED)`,
          `EVENKEEL_TOKEN: ${this.#endpoint} does not know this token; set it to an access token of yours (ek_…) or to the administrator's (the value of EVENKEEL_ADMIN_TOKEN there, or what admin.token of its data folder holds) (UNAUTHENTICATED)`,
        )
      : this.#say(
          `EVENKEEL_TOKEN 未设置：${this.#endpoint} 需要令牌；请设为您的访问令牌（ek_…），或管理员令牌（EVENKEEL_ADMIN_TOKEN 的值，或 api 数据目录中 admin.token 的内容） (UNAUTHENTICATED)`,
          `EVENKEEL_TOKEN is not set, and ${this.#endpoint} needs a token: set it to an access token of yours (ek_…) or to the administrator's (the value of EVENKEEL_ADMIN_TOKEN there, or what admin.token of its data folder holds) (UNAUTHENTICATED)`,
        );
  }

  async #send(body: string): Promise<{ status: number; answer: Answer | undefined }> {
    let response: Response;
    try {
      response = await this.#fetch(this.#endpoint, { method: 'POST', headers: this.#headers, body });
    } catch (error) {
      throw new Failure(`${this.#endpoint}: ${reasonOf(error)}`);
    }
    const text = await response.text();
    return { status: response.status, answer: parsed(text) };
  }
}

function parsed(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Checks the address. The message about an invalid one repeats no part of it: it may contain a password. */
function addressOf(url: string, say: Say): string {
  const given = URL.canParse(url) ? new URL(url) : undefined;
  if (!given || !['http:', 'https:'].includes(given.protocol))
    throw new Failure(
      say('EVENKEEL_URL：须形如 http://host:port 或 https://host', 'EVENKEEL_URL: it has the form http://host:port or https://host'),
      2,
    );
  if (given.username || given.password)
    throw new Failure(
      say(
        'EVENKEEL_URL：不能含用户名或密码；令牌放在 EVENKEEL_TOKEN',
        'EVENKEEL_URL: it holds no user and no password; the token goes into EVENKEEL_TOKEN',
      ),
      2,
    );
  return url;
}

/** Checks that a token can be a header value: fetch's own error would repeat a part of it. */
function asHeader(token: string, say: Say): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new Failure(
    say('EVENKEEL_TOKEN：令牌由不含空格的可打印 ASCII 字符组成', 'EVENKEEL_TOKEN: a token is printable ASCII without spaces'),
    2,
  );
}
