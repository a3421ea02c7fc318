import type { Language } from '#domain/language.js';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { PAGE_HEADERS } from '../http/answer-headers.js';
import { STYLE } from './style.js';

/** HTML that contains nothing unescaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | readonly Html[];

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (part: Part): string => {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(escaped).join('');
  return String(part).replaceAll(/[&<>"']/g, (character) => ESCAPED[character]!);
};

/** Makes HTML of a template: what is inserted is escaped, unless it is HTML itself. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.reduce((whole, text, i) => whole + escaped(parts[i - 1]!) + text));

/** A page without scripts, which nobody may frame and which loads nothing. */
const HEADERS = {
  ...PAGE_HEADERS,
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'x-robots-tag': 'noindex',
  vary: 'accept-language, cookie',
} as const;

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** The HTTP status; default: 200. */
  readonly status?: number;
}

/** The style of a page, exactly as its hash in the headers was made: browsers drop any other. */
const STYLE_ELEMENT = `<style>${STYLE}</style>`;
const MARK = '<p class="mark"><span></span><span></span><span></span><span></span> Evenkeel</p>';

/** Answers with a page. */
export function sendPage(reply: FastifyReply, { language, title, body, status = 200 }: Page): void {
  const page = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} · Evenkeel</title>${STYLE_ELEMENT}</head>`,
    `<body><main>${MARK}${body.text}</main></body></html>`,
  ];
  void reply.code(status).headers(HEADERS).type('text/html; charset=utf-8').send(page.join('\n'));
}
