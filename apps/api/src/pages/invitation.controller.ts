import type { Language } from '#domain/language.js';
import { Directory } from '#identity/people/directory.js';
import { Invitations, type Invitation } from '#identity/access/invitations.js';
import { isRefused } from '#identity/refusal.js';
import { ADMINISTRATOR } from '#identity/access/tokens.js';
import { amidst } from '#read-models/history/words.js';
import { SecurityLog } from '#identity/security-log.js';
import { Readings } from '#read-models/readings.js';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../graphql/access.js';
import { languageOf } from '../http/language.js';
import { sessionCookie } from '../http/access/session-cookie.js';
import { nextOf } from '../web/pages.js';
import { PublicAddress } from './public-address.js';
import { html, sendPage, type Html } from './html.js';
import { sendLinkProblem } from './link-problems.js';
import { partsShown, programList, roleShown } from './roles-shown.js';

const WORDS = {
  'zh-CN': {
    administrator: '系统管理员',
    everything: '整个系统',
    device: (name: string) => ({ title: `${name}，在此设备上登录`, explained: '此链接由您在另一台设备上生成。' }),
    invitation: (name: string, inviter: string) => ({
      title: `${inviter}${/\p{Script=Han}$/u.test(inviter) ? '' : ' '}邀请您使用 Evenkeel`,
      explained: `您好，${name}。Evenkeel 按领导力、文化、流程、技术四个支柱跟踪转型项目群。`,
    }),
    instead: (now: string, then: string) => `此浏览器当前以${amidst(now)}的身份登录，继续后将改为${amidst(then)}的身份。`,
    signIn: (name: string) => `以${amidst(name)}的身份登录`,
    once: '链接只能使用一次；此浏览器自最后一次访问起保持登录 30 天。请勿转发。',
  },
  en: {
    administrator: 'The administrator',
    everything: 'The whole installation',
    device: (name: string) => ({ title: `${name}, sign in on this device`, explained: 'You made this link on another device.' }),
    invitation: (name: string, inviter: string) => ({
      title: `${inviter} invites you to Evenkeel`,
      explained: `Hello ${name}. Evenkeel tracks transformation programs along leadership, culture, process and technology.`,
    }),
    instead: (now: string, then: string) => `This browser is signed in as ${now}; continuing signs in ${then} instead.`,
    signIn: (name: string) => `Sign in as ${name}`,
    once: 'The link works once. You stay signed in here for 30 days after your last visit. Do not pass it on.',
  },
} as const;

/**
 * The page of a one-time link. Opening it changes nothing, because chat programs open links to show a preview; its button signs in. The form
 * is sent to the page's own address, in which `next` may name the page of the web app to go on to.
 */
@Controller('invitation')
export class InvitationController {
  constructor(
    private readonly invitations: Invitations,
    private readonly directory: Directory,
    private readonly readings: Readings,
    private readonly security: SecurityLog,
    private readonly address: PublicAddress,
  ) {}

  @Get(':secret')
  async show(@Param('secret') secret: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    const invitation = await this.invitations.look(secret);
    if (isRefused(invitation)) return sendLinkProblem(reply, invitation.code, language);
    const body = await this.invitationShown(invitation, language, request.principal?.id);
    sendPage(reply, { language, title: language === 'zh-CN' ? '登录' : 'Sign in', body });
  }

  @Post(':secret')
  async accept(@Param('secret') secret: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    const accepted = await this.invitations.accept(secret, request.headers['user-agent']);
    if (isRefused(accepted)) {
      await this.security.note({ act: 'SIGN_IN_FAILED', from: request.ip, details: { code: accepted.code } });
      return sendLinkProblem(reply, accepted.code, language);
    }
    const { holder, invitation } = accepted;
    await this.security.note({ act: 'SIGNED_IN', who: holder.id, from: request.ip, details: { by: invitation.kind, link: invitation.id } });
    void reply.header('set-cookie', sessionCookie(accepted.secret, this.address.isSecure)).redirect(nextOf(request) ?? '/', 303);
  }

  private async invitationShown(invitation: Invitation, language: Language, signedIn?: string): Promise<Html> {
    const { person, by } = invitation;
    const names = await this.directory.names([person, by, ...(signedIn === undefined ? [] : [signedIn])]);
    const words = WORDS[language];
    const name = names.get(person) || person;
    const inviter = names.get(by) || (by === ADMINISTRATOR ? words.administrator : by);
    const { title, explained } = invitation.kind === 'device' ? words.device(name) : words.invitation(name, inviter);
    const rows = await this.purposesShown(invitation, language);
    const other =
      signedIn !== undefined && signedIn !== person ? [html`<p>${words.instead(names.get(signedIn) || signedIn, name)}</p>`] : [];
    return html`<h1>${title}</h1>
      <p>${explained}</p>
      ${rows.length > 0 ? [programList(rows)] : []} ${other}
      <form method="post"><button>${words.signIn(name)}</button></form>
      <p class="soft">${words.once}</p>`;
  }

  /** What the person is invited for; for a later link, what they are today. */
  private async purposesShown({ person, kind, purposes }: Invitation, language: Language): Promise<readonly (readonly [string, string])[]> {
    const { live } = this.readings;
    if (kind === 'invitation' && purposes.length === 0) {
      const parts = await new Access({ id: person, administrator: false }, live).parts();
      return parts.map((part) => [part.program.name, partsShown(part, language)]);
    }
    const programs = await live.programs.byIds(purposes.flatMap(({ programId }) => programId ?? []));
    return purposes.map((purpose) => {
      const { programId } = purpose;
      const program = programId === undefined ? WORDS[language].everything : (programs.get(programId)?.name ?? programId);
      return [program, roleShown(purpose, language)];
    });
  }
}
