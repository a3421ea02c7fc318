import type { Wording } from '#application/starting/start-problem.js';

/** What people read where signing in fails, by a stable code. It names the setting where whoever runs the installation can mend it. */
export const SIGN_IN_WORDING = {
  ISSUER_UNAVAILABLE: {
    status: 503,
    en: 'The sign-in service of your organisation (OIDC_ISSUER) does not answer at this moment. Try again in a minute.',
    zh: '贵组织的登录服务（OIDC_ISSUER）此刻没有应答，请稍后再试。',
    retryable: true,
  },
  ISSUER_WRONG: {
    status: 503,
    en: 'The sign-in service calls itself otherwise than OIDC_ISSUER does, or is none. Tell whoever runs Evenkeel.',
    zh: '登录服务的名称与 OIDC_ISSUER 不一致，或该地址并非登录服务。请告知系统管理员。',
  },
  CLIENT_REFUSED: {
    status: 503,
    en: 'The sign-in service does not accept Evenkeel: OIDC_CLIENT_ID or the secret in OIDC_CLIENT_SECRET_FILE is wrong. Tell whoever runs Evenkeel.',
    zh: '登录服务不接受本系统：OIDC_CLIENT_ID 或 OIDC_CLIENT_SECRET_FILE 中的密钥有误。请告知系统管理员。',
  },
  SIGN_IN_CANCELLED: {
    status: 403,
    en: 'You were not signed in, because the sign-in was cancelled or not allowed there.',
    zh: '未能登录：登录已取消，或登录服务未予允许。',
  },
  SIGN_IN_STALE: {
    status: 400,
    en: 'This sign-in was begun too long ago, in another browser, or was finished before. Begin again.',
    zh: '本次登录开始过久、由其他浏览器发起或已完成，请重新登录。',
  },
  SIGN_IN_CLOCK: {
    status: 503,
    en: 'The clocks of the sign-in service and of Evenkeel differ by more than 30 seconds. Tell whoever runs Evenkeel.',
    zh: '登录服务与本系统的时钟相差超过 30 秒。请告知系统管理员。',
  },
  SIGN_IN_TOKEN_WRONG: {
    status: 403,
    en: 'What the sign-in service answered is not meant for this sign-in, or not by the issuer (OIDC_ISSUER, OIDC_CLIENT_ID). Begin again; if it happens twice, tell whoever runs Evenkeel.',
    zh: '登录服务的应答并非针对本次登录，或并非由签发方签署（OIDC_ISSUER、OIDC_CLIENT_ID）。请重新登录；如再次出现，请告知系统管理员。',
  },
  NO_MAPPED_GROUP: {
    status: 403,
    en: 'You belong to no group that may use Evenkeel (OIDC_ROLES). Ask your PMO for an invitation.',
    zh: '您不在可使用本系统的群组之中（OIDC_ROLES）。请向 PMO 索取邀请。',
  },
  EMAIL_UNVERIFIED: {
    status: 403,
    en: 'Somebody was invited with your e-mail address, but the sign-in service does not say that it is yours. Sign in by the link of the invitation, then join the two on the welcome page.',
    zh: '已有人以您的电子邮件地址受邀，但登录服务未确认该地址属于您。请先通过邀请链接登录，再在欢迎页关联组织账户。',
  },
  ACCOUNT_TAKEN: {
    status: 403,
    en: 'Somebody with your e-mail address has signed in here before. If it was you, open your link or session here and join your organisation’s account on the welcome page; otherwise tell whoever runs Evenkeel.',
    zh: '已有人以您的电子邮件地址登录过本系统。如系您本人，请先以原有方式登录，再在欢迎页关联组织账户；否则请告知系统管理员。',
  },
  PERSON_DEACTIVATED: {
    status: 403,
    en: 'Your access to Evenkeel has ended. If it should not have, ask your PMO.',
    zh: '您已无权使用本系统。如有疑问，请联系 PMO。',
  },
} as const satisfies Readonly<Record<string, Wording & { readonly status: number; readonly retryable?: boolean }>>;

export type SignInCode = keyof typeof SIGN_IN_WORDING;

/** Why somebody cannot sign in through the issuer. Its cause is for the log alone. */
export class SignInProblem extends Error {
  readonly extensions: { readonly code: SignInCode };

  constructor(
    readonly code: SignInCode,
    cause?: unknown,
  ) {
    super(SIGN_IN_WORDING[code].en, { cause });
    this.name = 'SignInProblem';
    this.extensions = { code };
  }
}
