import type { Holder } from '#identity/access/holder.js';
import { Directory } from '#identity/people/directory.js';
import { Invitations } from '#identity/access/invitations.js';
import { isRefused } from '#identity/refusal.js';
import { People } from '#identity/people/people.js';
import { SecurityLog } from '#identity/security-log.js';
import { Sessions } from '#identity/access/sessions.js';
import type { Language } from '#domain/language.js';
import { Readings } from '#read-models/readings.js';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { seesAll } from '#application/commands/policy.js';
import { Access } from '../graphql/access.js';
import { languageOf } from '../http/language.js';
import { refused } from '../http/refused.js';
import { noSessionCookie } from '../http/access/session-cookie.js';
import { nextOf } from '../web/pages.js';
import { html, sendPage } from './html.js';
import { PublicAddress } from './public-address.js';
import { partsShown, programList } from './roles-shown.js';

const NO_PART = {
  none: { 'zh-CN': '您目前没有参与任何项目群。请让 PMO 为您分配角色。', en: 'You have no part in a program yet. Ask its PMO for a role.' },
  all: { 'zh-CN': '您可以查看所有项目群。', en: 'You may see every program.' },
} as const;

/** How many programs the page lists. */
const LISTED = 20;

/** The pages of somebody who is signed in: who it is, in which programs, another device, and the way out. */
@Controller()
export class WelcomeController {
  constructor(
    private readonly directory: Directory,
    private readonly people: People,
    private readonly invitations: Invitations,
    private readonly sessions: Sessions,
    private readonly readings: Readings,
    private readonly security: SecurityLog,
    private readonly address: PublicAddress,
  ) {}

  @Get('welcome')
  async welcome(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    const { principal } = request;
    const next = nextOf(request);
    if (!principal) return sendStranger(reply, language, this.address.signIn, next);
    // The web app sends people here to sign in: who has done so in the meantime goes back.
    if (next !== undefined) return void reply.redirect(next, 303);
    const zh = language === 'zh-CN';
    const name = (await this.directory.names([principal.id])).get(principal.id) || principal.id;
    const { live } = this.readings;
    const parts = await new Access(principal, live).parts();
    const rows = parts.slice(0, LISTED).map((part) => [part.program.name, partsShown(part, language)] as const);
    const title = zh ? `${name}，您已登录` : `You are signed in, ${name}`;
    const none = NO_PART[seesAll(principal) ? 'all' : 'none'][language];
    const body = html`<h1>${title}</h1>
      ${rows.length > 0 ? [html`<p>${zh ? '您参与的项目群：' : 'Your programs:'}</p>`, programList(rows)] : [html`<p>${none}</p>`]}
      ${parts.length > LISTED ? [html`<p class="soft">${zh ? '仅列出前 20 个。' : 'Only the first 20 are listed.'}</p>`] : []}
      <form method="post" action="/device-link"><button>${zh ? '在另一台设备上登录' : 'Sign in on another device'}</button></form>
      ${(await this.canJoin(principal)) ? [html`<form method="post" action="/sign-in/join"><button class="quiet">${zh ? '关联组织账户' : 'Use the account of your organisation'}</button></form>`] : []}
      <form method="post" action="/sign-out"><button class="quiet">${zh ? '退出登录' : 'Sign out'}</button></form>`;
    sendPage(reply, { language, title, body });
  }

  /** Whether an account of the issuer can be joined: there is an issuer, and the person signs in by links so far. */
  private async canJoin({ id, session }: Holder): Promise<boolean> {
    if (this.address.signIn === undefined || session === undefined) return false;
    return (await this.people.byIds([id])).get(id)?.subject === undefined;
  }

  @Post('device-link')
  async deviceLink(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    const zh = language === 'zh-CN';
    const { id, session } = request.principal!;
    // An access token, however limited, would otherwise become a whole session.
    if (session === undefined) return refused(request, reply, 'FORBIDDEN');
    const made = await this.invitations.make({ person: id, by: id, kind: 'device', purposes: [] });
    if (isRefused(made)) return sendStranger(reply, language, this.address.signIn);
    await this.security.note({ act: 'LINK_MADE', who: id, about: id, from: request.ip, details: { link: made.invitation.id } });
    const title = zh ? '在另一台设备上打开此链接' : 'Open this link on the other device';
    const soft = zh
      ? '链接只能使用一次，72 小时内有效。请勿转发：打开它的人将以您的身份登录。'
      : 'It works once, within 72 hours. Do not pass it on: whoever opens it is signed in as you.';
    const body = html`<h1>${title}</h1>
      <code>${this.address.invitation(made.secret)}</code>
      <p class="soft">${soft}</p>
      <a class="button" href="/welcome">${zh ? '返回' : 'Back'}</a>`;
    sendPage(reply, { language, title, body });
  }

  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const principal: Holder | undefined = request.principal;
    if (principal?.session !== undefined) {
      await this.sessions.end(principal.id, principal.session);
      await this.security.note({ act: 'SIGNED_OUT', who: principal.id, from: request.ip });
    }
    void reply.header('set-cookie', noSessionCookie(this.address.isSecure)).redirect('/', 303);
  }
}

const signInTo = (signIn: string, next: string | undefined): string =>
  next === undefined ? signIn : `${signIn}?next=${encodeURIComponent(next)}`;

/** @param next the page of the web app to which somebody goes on after signing in */
function sendStranger(reply: FastifyReply, language: Language, signIn?: string, next?: string): void {
  const zh = language === 'zh-CN';
  const title = zh ? '您尚未登录' : 'You are not signed in';
  const link = zh
    ? '请打开您收到的邀请链接；没有链接时，请向邀请您的人索取。'
    : 'Open the link of your invitation. If you have none, ask the person who runs your program for one.';
  const there = zh
    ? '请以您在组织中的账户登录，或打开您收到的邀请链接。'
    : 'Sign in with the account of your organisation, or open the link of your invitation.';
  sendPage(reply, {
    language,
    title,
    status: 401,
    body: html`<h1>${title}</h1>
      <p>${signIn === undefined ? link : there}</p>
      ${signIn === undefined ? [] : [html`<a class="button" href="${signInTo(signIn, next)}">${zh ? '以组织账户登录' : 'Sign in with your organisation'}</a>`]}`,
  });
}
