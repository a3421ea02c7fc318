import type { Language } from '#domain/language.js';
import { Directory } from '#identity/directory.js';
import { Invitations, type Invitation } from '#identity/invitations.js';
import { isRefused } from '#identity/refusal.js';
import { SecurityLog } from '#identity/security-log.js';
import { Readings } from '#read-models/readings.js';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../http/language.js';
import { sessionCookie } from '../http/session-cookie.js';
import { PublicAddress } from './public-address.js';
import { html, sendPage, type Html } from './html.js';
import { sendLinkProblem } from './link-problems.js';
import { programList, roleShown } from './roles-shown.js';

/** The page of a one-time link. Opening it changes nothing, because chat programs open links to show a preview; its button signs in. */
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
    void reply.header('set-cookie', sessionCookie(accepted.secret, this.address.isSecure)).redirect('/welcome', 303);
  }

  private async invitationShown({ person, by, kind, purposes }: Invitation, language: Language, signedIn?: string): Promise<Html> {
    const names = await this.directory.names([person, by, ...(signedIn === undefined ? [] : [signedIn])]);
    const name = (id: string): string => names.get(id) || id;
    const programs = await this.readings.live.programs.byIds(purposes.flatMap(({ programId }) => programId ?? []));
    const zh = language === 'zh-CN';
    const rows = purposes.map((purpose) => {
      const { programId } = purpose;
      const program = programId === undefined ? (zh ? '整个系统' : 'The whole installation') : (programs.get(programId)?.name ?? programId);
      return [program, roleShown(purpose, language)] as const;
    });
    const title =
      kind === 'device'
        ? zh
          ? `${name(person)}，在此设备上登录`
          : `${name(person)}, sign in on this device`
        : zh
          ? `${name(by)} 邀请您使用 Evenkeel`
          : `${name(by)} invites you to Evenkeel`;
    const explained =
      kind === 'device'
        ? zh
          ? '此链接由您在另一台设备上生成。'
          : 'You made this link on another device.'
        : zh
          ? `您好，${name(person)}。Evenkeel 按领导力、文化、流程、技术四个支柱跟踪转型项目群。`
          : `Hello ${name(person)}. Evenkeel tracks transformation programs along leadership, culture, process and technology.`;
    const other = signedIn !== undefined && signedIn !== person;
    return html`<h1>${title}</h1>
      <p>${explained}</p>
      ${rows.length > 0 ? [programList(rows)] : []}
      ${other ? [html`<p>${zh ? `此浏览器当前以 ${name(signedIn)} 的身份登录，继续后将改为 ${name(person)}。` : `This browser is signed in as ${name(signedIn)}; continuing signs in ${name(person)} instead.`}</p>`] : []}
      <form method="post"><button>${zh ? `以 ${name(person)} 的身份登录` : `Sign in as ${name(person)}`}</button></form>
      <p class="soft">
        ${zh ? '链接只能使用一次；登录状态在此浏览器中保留 30 天。请勿转发。' : 'The link works once. You stay signed in here for 30 days after your last visit. Do not pass it on.'}
      </p>`;
  }
}
