import { SecurityLog } from '#identity/security-log.js';
import { Sessions } from '#identity/access/sessions.js';
import { Controller, Get, Logger, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../http/language.js';
import { sessionCookie } from '../http/access/session-cookie.js';
import { nextOf } from '../web/pages.js';
import { html, sendPage } from '../pages/html.js';
import { PublicAddress } from '../pages/public-address.js';
import { Arrivals } from './arrivals.js';
import { departureCookie, departureIn, noDepartureCookie } from './departure-cookie.js';
import { Issuer } from './issuer.js';
import { SIGN_IN_WORDING, SignInProblem, type SignInCode } from './sign-in-problem.js';

const log = new Logger('sign-in');

/** Whom nobody can guess at: what fails here is the installation, not an attempt. */
const OF_INSTALLATION: readonly SignInCode[] = ['ISSUER_UNAVAILABLE', 'ISSUER_WRONG', 'CLIENT_REFUSED', 'SIGN_IN_CLOCK'];

/** Signing in through the OpenID Connect issuer: there and back. */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly issuer: Issuer,
    private readonly arrivals: Arrivals,
    private readonly sessions: Sessions,
    private readonly security: SecurityLog,
    private readonly address: PublicAddress,
  ) {}

  @Get()
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { url, departure } = await this.issuer.depart(this.address.callback);
      void reply
        .header('set-cookie', departureCookie({ ...departure, next: nextOf(request) }, this.address.isSecure))
        .redirect(url.href, 303);
    } catch (error) {
      await this.refuse(request, reply, error);
    }
  }

  @Get('callback')
  async arrive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { isSecure, callback } = this.address;
    void reply.header('set-cookie', noDepartureCookie(isSecure));
    try {
      const departure = departureIn(request.headers.cookie, isSecure);
      const here = request.principal;
      if (!departure || (departure.joins !== undefined && departure.joins !== here?.session)) throw new SignInProblem('SIGN_IN_STALE');
      const identity = await this.issuer.arrive(new URL(request.url, callback), departure);
      const { id } = departure.joins
        ? await this.arrivals.join(here!.id, identity, request.ip)
        : await this.arrivals.personOf(identity, request.ip);
      const made = await this.sessions.make(id, request.headers['user-agent']);
      if (!made) throw new SignInProblem('PERSON_DEACTIVATED');
      await this.security.note({
        act: 'SIGNED_IN',
        who: id,
        from: request.ip,
        details: { by: 'issuer', ...(departure.joins ? { joined: true } : {}) },
      });
      // The session that joined is replaced by the one of the issuer.
      if (departure.joins) await this.sessions.end(id, here!.session!);
      void reply.header('set-cookie', sessionCookie(made.secret, isSecure)).redirect(departure.next ?? '/', 303);
    } catch (error) {
      await this.refuse(request, reply, error);
    }
  }

  /**
   * Begins to join an account there with the person who is signed in here. A page and not a redirect: the person sees where to sign in, and
   * browsers let no form end at another site.
   */
  @Post('join')
  async join(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { isSecure, callback } = this.address;
    const joins = request.principal?.session;
    if (joins === undefined) return void reply.redirect('/welcome', 303);
    try {
      const { url, departure } = await this.issuer.depart(callback);
      void reply.header('set-cookie', departureCookie({ ...departure, joins }, isSecure));
      const language = languageOf(request.headers['accept-language']);
      const zh = language === 'zh-CN';
      const title = zh ? '关联组织账户' : 'Use the account of your organisation';
      const explained = zh
        ? `您将在 ${url.host} 登录；此后可用该账户登录 Evenkeel，不再需要链接。`
        : `You sign in at ${url.host}. From then on that account signs you in here, without a link.`;
      const body = html`<h1>${title}</h1>
        <p>${explained}</p>
        <a class="button" href="${url.href}">${zh ? '继续' : 'Continue'}</a>`;
      sendPage(reply, { language, title, body });
    } catch (error) {
      await this.refuse(request, reply, error);
    }
  }

  /** Answers with a page that says what is wrong. What the issuer said may contain secrets: only its message is logged. */
  private async refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<void> {
    if (!(error instanceof SignInProblem)) throw error;
    const { code, cause } = error;
    if (OF_INSTALLATION.includes(code)) log.error({ code, reason: reasonOf(cause) }, error.message);
    else {
      log.warn({ code, reason: reasonOf(cause) }, 'a sign-in failed');
      await this.security.note({ act: 'SIGN_IN_FAILED', from: request.ip, details: { with: 'issuer', code } });
    }
    const language = languageOf(request.headers['accept-language']);
    const zh = language === 'zh-CN';
    const title = zh ? '未能登录' : 'You are not signed in';
    const { status } = SIGN_IN_WORDING[code];
    sendPage(reply, {
      language,
      title,
      status,
      body: html`<h1>${title}</h1>
        <p>${SIGN_IN_WORDING[code][zh ? 'zh' : 'en']}</p>
        <a class="button" href="/sign-in">${zh ? '重新登录' : 'Begin again'}</a>
        <p class="soft">${code}</p>`,
    });
  }
}

/** The messages of an error and of what caused it. */
function reasonOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  const { message, cause } = error as Error;
  const reason = reasonOf(cause);
  return reason === undefined ? message : `${message}: ${reason}`;
}
