import { refusals, type RefusalCode } from '#domain/refusals.js';
import { FEED_WORDING } from '../feeds/sending/feed-problem.js';
import { SIGN_IN_WORDING } from '../sign-in/sign-in-problem.js';
import { wordingKey, type Language } from '#domain/language.js';

interface Wording {
  readonly en: string;
  readonly zh: string;
  readonly retryable?: boolean;
}

/** Messages of the api's own refusals, in addition to the catalogue of the domain. */
const requests: Readonly<Record<string, Wording>> = {
  UNAUTHENTICATED: {
    en: 'You are not signed in, or your session or token has ended. Open your link again or ask for a new one; a program sends Authorization: Bearer …',
    zh: '您尚未登录，或会话、令牌已失效。请重新打开登录链接或索取新的链接；程序须发送 Authorization: Bearer …',
  },
  CROSS_ORIGIN: {
    en: 'This came from a page of another site, or without an Origin header, and nothing was done. Open Evenkeel itself and try again; a program sends a token instead of a cookie.',
    zh: '此请求来自其他网站的页面，或没有 Origin 头，未执行任何操作。请直接打开本系统后再试；程序请使用令牌而不是 Cookie。',
  },
  NOT_FOUND: { en: 'There is nothing at this address.', zh: '此地址没有内容。' },
  NOT_ACCEPTABLE: {
    en: 'Answers are application/json or application/graphql-response+json, in UTF-8.',
    zh: '应答只能是 UTF-8 编码的 application/json 或 application/graphql-response+json。',
  },
  DOCUMENT_UNKNOWN: {
    en: 'No document with this hash is known here. Send its text; where only known documents are answered, ask an administrator to add it (EVENKEEL_DOCUMENTS).',
    zh: '此处没有该哈希对应的查询文档。请发送其全文；若本系统只应答已登记的文档，请管理员将其加入（EVENKEEL_DOCUMENTS）。',
  },
  DOCUMENT_NOT_TRUSTED: {
    en: 'Only the documents that this installation knows are answered. An administrator adds it to EVENKEEL_DOCUMENTS, or ends that with EVENKEEL_DOCUMENTS_ONLY=no.',
    zh: '本系统只应答已登记的查询文档。请管理员将其加入 EVENKEEL_DOCUMENTS，或设 EVENKEEL_DOCUMENTS_ONLY=no。',
  },
  METHOD_NOT_ALLOWED: { en: 'This address does not take this method.', zh: '此地址不支持该方法。' },
  PAYLOAD_TOO_LARGE: { en: 'The request is too large.', zh: '请求过大。' },
  UNSUPPORTED_MEDIA_TYPE: {
    en: 'Send the body uncompressed, as JSON in UTF-8.',
    zh: '请以未压缩的 UTF-8 编码 JSON 发送请求正文。',
  },
  RATE_LIMITED: { en: 'Too many requests; wait and ask again.', zh: '请求过于频繁，请稍后再试。', retryable: true },
  QUERY_TOO_COMPLEX: { en: 'The query asks for too much at once.', zh: '查询一次请求的内容过多。' },
  ANSWER_TOO_LARGE: {
    en: 'The answer would hold more than 8 MB; ask for fewer fields or shorter pages.',
    zh: '应答将超过 8 MB；请减少字段或缩短每页长度。',
  },
  SUBSCRIPTION_TOO_SLOW: { en: 'Too many changes wait to be read; subscribe again.', zh: '等待读取的变更过多，请重新订阅。' },
  DATABASE_UNAVAILABLE: {
    en: 'The database does not answer at this moment; ask again.',
    zh: '数据库此刻没有应答，请稍后重试。',
    retryable: true,
  },
  STORE_UNAVAILABLE: {
    en: 'The event store does not answer at this moment; send the command again with the same commandId, and it is done once.',
    zh: '事件存储此刻没有应答；请用同一 commandId 再次发送该命令，它只会执行一次。',
    retryable: true,
  },
  EVENT_DAMAGED: {
    en: 'An event that this needs is damaged or missing. Nothing was done. An administrator restores it, or accepts its loss (--accept-loss) where it was the last one of its history; the log and /health/ready say which one.',
    zh: '所需的某个事件已损坏或缺失，操作未执行。请管理员从备份恢复；若缺失的是该记录的最后一个事件，也可用 --accept-loss 启动一次，接受其缺失。日志与 /health/ready 指明是哪一个。',
  },
  STORE_DAMAGED: {
    en: 'The event store is damaged here. Nothing was done. An administrator restores it from a backup.',
    zh: '事件存储此处已损坏，操作未执行。请管理员从备份恢复。',
  },
  STORE_FULL: {
    en: 'There is no room left to record this, and nothing was recorded. Tell whoever runs Evenkeel, then send the command again with the same commandId; it is done once.',
    zh: '存储空间不足，本次操作未被记录。请告知系统管理员，之后用同一 commandId 重新发送该命令；它只会执行一次。',
    retryable: true,
  },
  STORE_READ_ONLY: {
    en: 'Evenkeel can be read but not written at this moment, and nothing was recorded. Tell whoever runs it.',
    zh: '系统目前只能查看、不能写入，本次操作未被记录。请告知系统管理员。',
  },
  DATE_OUT_OF_RANGE: { en: 'This date is out of range.', zh: '日期超出范围。' },
  ...SIGN_IN_WORDING,
  ...FEED_WORDING,
};

/** Every code with its message in English. */
export const codes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries<Wording>({ ...requests, ...refusals }).map(([code, { en }]) => [code, en]));

/** The message of a code in a language; undefined for an unknown code. */
export function wordingOf(code: string, language: Language): { readonly message: string; readonly retryable: boolean } | undefined {
  const refusal = code in refusals ? refusals[code as RefusalCode] : undefined;
  const wording = refusal ?? requests[code];
  return wording && { message: wording[wordingKey(language)], retryable: wording.retryable ?? false };
}
