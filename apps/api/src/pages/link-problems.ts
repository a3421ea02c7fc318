import type { Language } from '#domain/language.js';
import type { FastifyReply } from 'fastify';
import { wordingOf } from '../commands/wording.js';
import { html, sendPage } from './html.js';

const TITLES: Readonly<Record<Language, string>> = { 'zh-CN': '无法通过此链接登录', en: 'You cannot sign in with this link' };
const GONE: readonly string[] = ['LINK_USED', 'LINK_REVOKED', 'LINK_EXPIRED'];

/** A page that says why a link cannot be used, and what to do. */
export function sendLinkProblem(reply: FastifyReply, code: string, language: Language): void {
  sendPage(reply, {
    language,
    title: TITLES[language],
    status: GONE.includes(code) ? 410 : 404,
    body: html`<h1>${TITLES[language]}</h1>
      <p>${wordingOf(code, language)?.message ?? code}</p>
      <p class="soft">${code}</p>`,
  });
}
