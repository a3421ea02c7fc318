import { Failure } from '../failure.js';
import type { Language } from '../output/language.js';

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export interface GraphqlClientOptions {
  /** Where the api is, with or without `/graphql` at its end. */
  readonly url: string;
  readonly token: string | undefined;
  readonly language: Language;
  /** Left out: what the platform has. */
  readonly fetch?: typeof fetch;
}

/** Asks a running api. Every way in which that can fail ends in a Failure that says what to do about it. */
export class GraphqlClient {
  readonly #endpoint: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: typeof fetch;

  constructor({ url, token, language, fetch: given }: GraphqlClientOptions) {
    if (!URL.canParse(url)) throw new Failure(`EVENKEEL_URL: ${url} is not a URL`, 2);
    this.#endpoint = url.replace(/\/+$/, '').replace(/\/graphql$/, '') + '/graphql';
    this.#headers = {
      'content-type': 'application/json',
      'accept-language': language === 'zh' ? 'zh-CN' : 'en',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    this.#fetch = given ?? fetch;
  }

  /** @throws Failure where the api cannot be reached, or answers with an error */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const { status, answer } = await this.#send(JSON.stringify({ query, variables }));
    const [error] = answer?.errors ?? [];
    if (error) throw new Failure(error.extensions?.code ? `${error.message} (${error.extensions.code})` : error.message);
    if (!answer?.data) throw new Failure(`${this.#endpoint}: HTTP ${status}`);
    return answer.data as T;
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

/** What fetch says is "fetch failed"; why it failed is in the cause, which may have a code and no message. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { message, code } = cause as { message?: string; code?: string };
  return message || code || 'fetch failed';
}
