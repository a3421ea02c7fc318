import type { Refusal, Warning } from '#event-sourcing/commands/decider.js';

interface Wording {
  readonly zh: string;
  readonly en: string;
  /** Whether the same command may succeed when it is sent again unchanged. */
  readonly retryable: boolean;
}

const final = (en: string, zh: string): Wording => ({ en, zh, retryable: false });
const retryable = (en: string, zh: string): Wording => ({ en, zh, retryable: true });

/** Every code of a refusal with its message. Codes are stable: a published one is never renamed. */
export const refusals = {
  ACHIEVED_BEFORE_START: final(
    'Recorded. The date of the achievement lies before the start of the program; reopen the milestone if that is a mistake.',
    '已记录。达成日早于项目群的开始日；如系误填，请重新打开该里程碑。',
  ),
  ACHIEVED_LONG_BEFORE_BASELINE: final(
    'Recorded. The date of the achievement lies long before the baseline; reopen the milestone if that is a mistake.',
    '已记录。达成日远早于基线日期；如系误填，请重新打开该里程碑。',
  ),
  ACHIEVED_WITHOUT_EVIDENCE: final(
    'Recorded without evidence, which other milestones of this initiative have.',
    '已记录，但未附证明材料；该举措的其他里程碑附有证明材料。',
  ),
  APPROVAL_IN_HISTORY: final('A history file carries no approvals: leave approvedBy out.', '历史文件不能带有批准信息：请去掉 approvedBy。'),
  BAD_CURSOR: final('Not a cursor of this list in this order.', '不是该列表在此排序下的游标。'),
  BAD_PAGE_SIZE: final('A page has 0 to 100 entries.', '每页为 0 至 100 条。'),
  BLOCKED_BY_ITSELF: final('A milestone cannot be blocked by itself.', '里程碑不能被自己阻塞。'),
  CHARTER_AFTER_LINE: final('The charter is later than a record of its program.', '立项时间晚于该项目群的某条记录。'),
  COMMAND_ID_REUSED: final(
    'This commandId was already used for another command; use a new one.',
    '该 commandId 已用于另一条命令，请换一个新的。',
  ),
  CONFLICT: final('It was changed in the meantime; look again and repeat.', '在此期间内容已有变更，请重新查看后再试。'),
  DATE_INVALID: final('Not a calendar date between 1900-01-01 and 2200-12-31.', '不是 1900-01-01 至 2200-12-31 之间的有效日期。'),
  DATE_IN_FUTURE: final('This date is after today.', '该日期晚于今天。'),
  DRIFT_BOUNDS_INVALID: final(
    'Drift bounds lie between 0 and 1 (ahead: 0 and 100), with opensAt at least 0.01 above closesAt.',
    '偏移阈值须在 0 至 1 之间（ahead 为 0 至 100），且 opensAt 至少比 closesAt 大 0.01。',
  ),
  DRIFT_POLICY_INVALID: final(
    'A parameter of the drift policy is out of range: halfLifeDays 7 to 36500 (whole), planTolerance 0.05 to 1, lambda 0.05 to 1, consecutive 1 to 52 (whole).',
    '偏移策略参数超出范围：halfLifeDays 为 7 至 36500 的整数，planTolerance 为 0.05 至 1，lambda 为 0.05 至 1，consecutive 为 1 至 52 的整数。',
  ),
  DUE_BEFORE_START: final('A milestone cannot be due before the program starts.', '里程碑的到期日不能早于项目群的开始日。'),
  DUE_IN_PAST: final(
    'Recorded. The due date has passed, so the milestone counts as late from that date on, until it is achieved; if that is a mistake, descope it today and it never counts.',
    '已记录。到期日已过，该里程碑在达成之前自该日起按逾期计算；如系误填，请在今天将其移出范围，它便不计入。',
  ),
  DUE_LONG_AFTER_END: final(
    'Recorded. The due date lies more than a year after the planned end of the program; if that is a mistake, descope the milestone today and it never counts.',
    '已记录。到期日比项目群的计划结束日晚一年以上；如系误填，请在今天将该里程碑移出范围，它便不计入。',
  ),
  ELEMENT_OF_OTHER_PILLAR: final('This element belongs to another pillar.', '该要素条目属于另一支柱。'),
  ELEMENT_UNKNOWN: final('The catalogue has no such element.', '目录中没有该要素条目。'),
  EMAIL_INVALID: final(
    'This is no e-mail address: it must have the form name@example.com.',
    '这不是有效的电子邮件地址，须形如 name@example.com。',
  ),
  EMAIL_TAKEN: final(
    'Another person here has this e-mail address. If it is the same person, grant the roles to them instead.',
    '本系统中已有人使用此电子邮件地址；如为同一人，请直接为其授予角色。',
  ),
  EMPHASIS_INVALID: final(
    'An emphasis needs four shares, each from 0 to 1,000,000, whose sum is at least 0.000001.',
    '须填写四个支柱的权重，每个须在 0 至 1,000,000 之间，且合计不小于 0.000001。',
  ),
  ENDS_ON_DIFFERS: final(
    'endsOn differs from the planned end of the last phase; leave it out.',
    'endsOn 与最后阶段的计划结束日不一致，请去掉。',
  ),
  ENDS_ON_REQUIRED: final('Without phases, endsOn is needed for the default plan.', '未给出阶段时，默认计划需要 endsOn。'),
  EPISODE_CLOSED: final('The drift episode is closed; there is nothing left to acknowledge.', '该偏移预警已解除，无须再确认。'),
  EPISODE_NOT_FOUND: final('The program has no such drift episode.', '该项目群没有此偏移预警。'),
  EVALUATION_BEFORE_START: final('The date lies before the start of the program.', '该日期早于项目群的开始日。'),
  EVALUATION_NOT_LATER: final(
    'A later date was evaluated before; evaluations only move forward.',
    '已评估过更晚的日期；评估日期只能向后推进。',
  ),
  EVENT_TOO_LARGE: final(
    'What this would record in one step is larger than 1 MiB; send it in several commands, or with shorter texts.',
    '一次要记录的内容超过 1 MiB，请分成几条命令提交，或缩短文字。',
  ),
  EVENT_TYPE_UNKNOWN: final('There is no such type of event.', '没有这种事件类型。'),
  EXPIRY_IN_PAST: final('The token would have ended already; choose a later instant.', '令牌的到期时刻已过，请选择更晚的时刻。'),
  FIRST_AND_LAST: final(
    'Give either first or last, not both: a page is taken from one end of the list.',
    'first 与 last 只能给出一个：一页只能从列表的一端取。',
  ),
  FORBIDDEN: final(
    'Your roles, or the limits of the access token that you use, do not permit this. Ask a PMO of the program, or an administrator.',
    '您的角色或所用访问令牌的权限不允许此操作。请联系该项目群的 PMO 或系统管理员。',
  ),
  FORECAST_IN_PAST: final(
    'A forecast cannot be moved into the past; give today or a later date.',
    '预测日期不能改到过去，请填今天或之后的日期。',
  ),
  FORECAST_IS_PAST: final(
    'The forecast has passed, so it is not on track any more; give a new date.',
    '预测日期已过，不能再确认按期；请给出新的预测日期。',
  ),
  FORECAST_LONG_AFTER_END: final(
    'Recorded. The forecast lies more than a year after the planned end of the program; if that is a mistake, reschedule it again.',
    '已记录。预测日期比项目群的计划结束日晚一年以上；如系误填，请重新调整。',
  ),
  FORECAST_UNCHANGED: final('The forecast stays as it was; the reason was recorded as a note.', '预测日期未变；所填原因已作为备注记录。'),
  ID_INVALID: final('Not a UUID in lower case.', '不是小写形式的 UUID。'),
  HAND_OVER_IN_PAST: final('Nothing can be handed over for a day that has passed.', '不能移交已经过去的日期，请填今天或之后的日期。'),
  INITIATIVE_ALREADY_LAUNCHED: final('An initiative with this id was launched before.', '已有使用该标识的举措。'),
  INITIATIVE_CANCELLED: final('The initiative is cancelled; reopen it first.', '举措已取消，请先重新打开。'),
  INITIATIVE_COMPLETED: final('The initiative is completed; reopen it first.', '举措已完成，请先重新打开。'),
  INITIATIVE_NOT_FOUND: final('There is no such initiative.', '没有该举措。'),
  INITIATIVE_OF_OTHER_PROGRAM: final('This initiative belongs to another program.', '该举措属于另一项目群。'),
  INVITATION_NOT_FOUND: final('There is no such invitation among yours.', '您没有此邀请。'),
  KEY_HIDES_CHARACTERS: final(
    'A key must not contain invisible characters, or white space other than single spaces inside it: two keys could look the same.',
    '键中不能有不可见字符；除中间的单个空格外也不能有空白，否则两个键看上去会相同。',
  ),
  LAST_PMO: final(
    'This is the last PMO whose role has no last day; grant the role to another person first.',
    '这是最后一位未设截止日的 PMO；请先将该角色授予另一人。',
  ),
  LINE_FAILED: final('The line could not be processed; the log says why.', '该行未能处理，原因见日志。'),
  LINE_KIND_UNKNOWN: final(
    'A line is of kind charter, enterPhase, status or evaluate.',
    '行的类型只能是 charter、enterPhase、status 或 evaluate。',
  ),
  LINE_MALFORMED: final('This field is missing or has the wrong form.', '该行缺少此字段或其形式不对。'),
  LINE_TOO_DEEP: final('The line is nested more than 8 levels deep.', '该行嵌套超过 8 层。'),
  LINE_TOO_LARGE: final('The line is larger than 256 kB.', '该行超过 256 kB。'),
  LINK_EXPIRED: final(
    'The link was good for 72 hours, which have passed. Ask for a new one.',
    '链接的 72 小时有效期已过，请索取新的链接。',
  ),
  LINK_MALFORMED: final(
    'The link is incomplete. Copy it again from the first to the last character.',
    '链接不完整，请从第一个字符到最后一个字符重新复制。',
  ),
  LINK_REVOKED: final(
    'The link was withdrawn, or a newer one has replaced it. Ask for a new one.',
    '链接已被撤销，或已被更新的链接取代；请索取新的链接。',
  ),
  LINK_UNKNOWN: final('Evenkeel did not issue this link. Ask for a new one.', '本系统没有此链接，请索取新的链接。'),
  LINK_USED: final(
    'The link was used before, and each works once. If it was not you who used it, tell whoever invited you; otherwise ask for a new one.',
    '链接已使用过，每个链接只能使用一次。如果不是您本人使用的，请告知邀请您的人；否则请索取新的链接。',
  ),
  MEMBER_TWICE: final(
    'The line names a field twice in one object; leave one of them out.',
    '该行的同一个对象中有重复的字段名，请去掉其中一个。',
  ),
  MILESTONE_ALREADY_ACHIEVED: final('The milestone is already achieved; reopen it first.', '里程碑已达成，请先重新打开。'),
  MILESTONE_ALREADY_PLANNED: final('The initiative already has a milestone with this id.', '该举措已有使用此标识的里程碑。'),
  MILESTONE_DESCOPED: final('The milestone is descoped; restore it first.', '里程碑已移出范围，请先恢复。'),
  MILESTONE_NOT_FOUND: final('The initiative has no such milestone.', '该举措没有此里程碑。'),
  MILESTONE_REPEATED: final(
    'The same milestone with the same values appears twice in the line; it counts once.',
    '同一里程碑以相同内容出现两次，只取一次。',
  ),
  MILESTONE_TWICE_IN_LIST: final('The same milestone appears twice in the list.', '同一里程碑在列表中出现两次。'),
  MILESTONE_WITHOUT_DUE: final(
    'The milestone has no due date: a known one stays as it was, an unknown one is left out.',
    '里程碑没有到期日：已有的保持原样，未知的被略去。',
  ),
  NOTHING_TO_REBASELINE: final(
    'No forecast differs from its baseline and no descoped milestone is still due.',
    '没有预测日期偏离基线，也没有已移出范围但仍应交付的里程碑。',
  ),
  NO_BALANCE_THEN: final(
    'No balance existed on that date: the program was not known yet, or it was closed.',
    '该日期没有平衡度：当时系统中尚无该项目群，或项目群已关闭。',
  ),
  NUMBER_NOT_KEPT: final(
    'The line has a number that would change when it is stored; write it as text, or with at most 15 digits.',
    '该行含有无法原样保存的数字；请写成文本，或不超过 15 位。',
  ),
  OCCURRED_BEFORE_LAST: final('The time is earlier than the last recorded event.', '时间早于最后一条已记录的事件。'),
  OCCURRED_IN_FUTURE: final('This time is in the future.', '发生时间在未来。'),
  OPEN_MILESTONES: final('Milestones are still open; achieve or descope them first.', '仍有未完成的里程碑，请先达成或移出范围。'),
  OUTLOOK_BEFORE_TODAY: final(
    'An outlook is for today or a later date; ask for the balance on an earlier one.',
    '前瞻只针对今天或之后的日期；更早的日期请查询该日的平衡度。',
  ),
  PAUSE_ENDS_IN_PAST: final(
    'A pause cannot end in the past; give today or a later date, or none.',
    '暂停的截止日不能在过去；请填今天或之后的日期，或留空。',
  ),
  PERSON_EXISTS: final('This person can sign in already. Make a new link instead.', '此人已可登录，请改为生成新的链接。'),
  PERSON_FORGOTTEN: final(
    'This person was forgotten, which cannot be undone. Invite them as a new person.',
    '此人的信息已被清除，无法恢复。请将其作为新人员邀请。',
  ),
  PERSON_ID_INVALID: final('A person id has 1 to 64 letters, digits, "_" or "-".', '人员标识须为 1 至 64 个字母、数字、“_”或“-”。'),
  PERSON_ID_RESERVED: final(
    'This id stands for the administrator’s token or for Evenkeel itself; choose another.',
    '该标识代表管理员令牌或系统本身，请换一个。',
  ),
  PERSON_UNKNOWN: final(
    'Nobody here has this id: no name and no account. Check it, or set the name first.',
    '本系统中没有使用此标识的人员：既无姓名，也无账号。请核对标识，或先登记姓名。',
  ),
  PERSON_NOT_FOUND: final('Nobody with this id can sign in.', '没有可以登录的此人。'),
  PHASES_EMPTY: final('A phase plan needs at least one phase.', '阶段计划至少需要一个阶段。'),
  PHASE_AFTER_NEXT: final('A phase cannot be entered after the next one.', '阶段的进入日不能晚于下一阶段。'),
  PHASE_ALREADY_ENTERED: final('The phase was entered before; each is entered once.', '该阶段已进入过，每个阶段只进入一次。'),
  PHASE_BEFORE_PREVIOUS: final('A phase cannot be entered before the previous one.', '阶段的进入日不能早于前一阶段。'),
  PHASE_ENDS_NOT_INCREASING: final(
    'The planned ends of the phases must increase, the first lying after the start.',
    '各阶段计划结束日必须递增，且第一个晚于开始日。',
  ),
  PHASE_KEY_REPEATED: final('Two phases have the same key.', '两个阶段的键相同。'),
  PHASE_LEFT_IS_FIXED: final(
    'Phases already entered keep key and order, phases already left keep their planned end.',
    '已进入阶段的键与次序、已离开阶段的计划结束日不可更改。',
  ),
  PHASE_NOT_ENTERED: final('The phase has not been entered yet; there is no date to correct.', '该阶段尚未进入，没有可更正的日期。'),
  PHASE_OF_CHARTER: final(
    'The first phase begins with the program; its date is the start of the program.',
    '第一阶段随项目群开始，其日期即项目群的开始日。',
  ),
  PHASE_OUT_OF_ORDER: final(
    'Phases are entered in the order of the plan; this is not the next one.',
    '阶段须按计划次序进入，这不是下一阶段。',
  ),
  PHASE_UNKNOWN: final('The plan has no such phase.', '计划中没有该阶段。'),
  PILLAR_UNKNOWN: final(
    'A pillar is LEADERSHIP, CULTURE, PROCESS or TECHNOLOGY.',
    '支柱只能是 LEADERSHIP、CULTURE、PROCESS 或 TECHNOLOGY。',
  ),
  PORTFOLIO_TOO_LARGE: final(
    'A portfolio timeline has at most 100,000 balances (programs × dates); ask for fewer programs, or a longer step.',
    '项目组合时间线最多包含 100,000 个平衡结果（项目群数 × 日期数）；请减少项目群，或放大时间间隔。',
  ),
  PROGRAM_ALREADY_CHARTERED: final('A program with this id was chartered before.', '已有使用该标识的项目群。'),
  PROGRAM_CLOSED: final('The program is closed; reopen it first.', '项目群已关闭，请先重新打开。'),
  PROGRAM_NOT_FOUND: final('There is no such program.', '没有该项目群。'),
  PROJECTION_UNKNOWN: final('There is no such projection.', '没有该投影。'),
  READ_INTERRUPTED: retryable('Reading the past was interrupted; ask again.', '读取历史时被中断，请重试。'),
  REASON_CODE_OF_IMPORTS: final(
    'The reason code UNKNOWN is kept for imported history; choose the one that applies.',
    '原因代码 UNKNOWN 仅用于导入的历史；请选择实际的原因。',
  ),
  REASON_CODE_UNKNOWN: final('There is no such reason code.', '没有该原因代码。'),
  REBASELINE_ALREADY_DECIDED: final('The re-baseline was already approved or rejected.', '该基线调整已被批准或驳回。'),
  REBASELINE_ALREADY_PROPOSED: final('A re-baseline with this id was proposed before.', '已有使用该标识的基线调整。'),
  REBASELINE_NOT_FOUND: final('The initiative has no such re-baseline.', '该举措没有此基线调整。'),
  REBASELINE_SUPERSEDED: final('The re-baseline was superseded; propose it anew.', '该基线调整已被取代，请重新提出。'),
  REBUILD_FAILED: retryable('The rebuild failed; the log says why.', '重建失败，原因见日志。'),
  REVISION_UNKNOWN: final(
    'expectedRevision is ahead of what is recorded: read the object again and use its revision.',
    'expectedRevision 超前于已有记录：请重新读取该对象并使用其 revision。',
  ),
  ROLE_ENDS_IN_PAST: final('The last day of the role has passed.', '该角色的截止日已过。'),
  ROLE_OF_WHOLE_PROGRAM: final(
    'Only a contributor is named on an initiative; other roles hold for the whole program: leave initiativeId out.',
    '只有参与者可指定到某个举措，其他角色对整个项目群有效：请去掉 initiativeId。',
  ),
  ROLE_UNKNOWN: final('There is no such role.', '没有该角色。'),
  SECOND_PERSON_REQUIRED: final('You proposed this; someone else must approve it.', '基线调整的提出人不能批准自己的提议，须由另一人审批。'),
  SESSION_NOT_FOUND: final('You have no such session.', '您没有此登录会话。'),
  STALE_POSITION: final(
    'This position belongs to another store, or to this one before an older backup was restored; start again without it.',
    '该位置属于另一个存储，或属于恢复旧备份之前的本存储；请去掉该位置后重新开始。',
  ),
  STATUS_MISSING: final(
    'The line has no status: the initiative keeps the one that it has, and a new one is active.',
    '该行没有状态：已有的举措保持原状态，新举措按进行中处理。',
  ),
  STATUS_UNKNOWN: final('This status is not known; the initiative counts as active.', '未知状态，按进行中处理。'),
  STREAM_BUSY: retryable('Others keep changing it at this moment; try again.', '此刻他人正在频繁修改，请重试。'),
  SUCCESSOR_IS_SAME: final('The successor is the same person.', '接替者与原负责人是同一人。'),
  TEXT_BREAKS_LINE: final(
    'The text must fit on one line, but it contains a line break, a tab or another control character; remove it.',
    '该文字须在一行之内，却含有换行、制表符或其他控制字符，请去掉。',
  ),
  TEXT_EMPTY: final('This field is required: at least one visible character.', '此处须填写至少一个可见字符。'),
  TEXT_NOT_STORABLE: final('The text contains a NUL character or half of a surrogate pair.', '文字含有 NUL 字符或不完整的代理对。'),
  TEXT_TOO_LONG: final('The text is too long.', '文字过长。'),
  TEXT_TURNS_DIRECTION: final(
    'The text contains a character that changes the writing direction (such as U+202E); remove it.',
    '文字含有改变书写方向的控制字符（如 U+202E），请去掉。',
  ),
  TIMELINE_TOO_LONG: final('A timeline has at most 1,000 dates.', '时间线最多包含 1,000 个日期。'),
  TITLE_EMPTY: final(
    'The title is empty: the initiative keeps the title that it has, and a new one is called by its key.',
    '标题为空：已有的举措保留原标题，新举措以编号代替。',
  ),
  CALENDAR_ADDRESS_NOT_FOUND: final('You have no such calendar address.', '您没有该日历地址。'),
  TOKEN_NOT_FOUND: final('The person has no such access token.', '此人没有该访问令牌。'),
  TOO_MANY_GROUPS: final(
    'The counts have more than 10,000 combinations; group by less, or filter more.',
    '统计结果超过 10,000 种组合；请减少分组维度，或增加筛选条件。',
  ),
  TOO_MANY_MILESTONES: final('An initiative has at most 500 milestones.', '一个举措最多有 500 个里程碑。'),
  TOO_MANY_PHASES: final('A phase plan has at most 50 phases.', '阶段计划最多有 50 个阶段。'),
  TOO_MANY_PROGRAMS: final(
    'An access token names at most 100 programs; leave them out to reach all.',
    '访问令牌最多指定 100 个项目群；不指定则适用于全部。',
  ),
  TOO_MANY_ROLES: final('An invitation has at most 20 roles; grant the others afterwards.', '一次邀请最多 20 个角色，其余请稍后授予。'),
  TOO_MANY_TOKENS: final(
    'A person has at most 100 access tokens that hold; revoke one that is not needed.',
    '每人最多持有 100 个有效的访问令牌，请先撤销不再需要的。',
  ),
  UNKNOWN_TIME_ZONE: final('There is no such time zone; an IANA name is needed.', '没有该时区，需要 IANA 名称。'),
  VIEWS_BEHIND: retryable('Data is still updating; try again shortly.', '数据更新中，请稍后重试。'),
  WEIGHT_INVALID: final('A weight lies between 0.000001 and 1,000,000.', '权重须在 0.000001 至 1,000,000 之间。'),
} as const satisfies Record<string, Wording>;

export type RefusalCode = keyof typeof refusals;

/** Makes a refusal of the catalogue; `field` is the path of the input member that it is about. */
export const refuse = (code: RefusalCode, ...field: readonly (string | number)[]): Refusal<RefusalCode> =>
  field.length === 0 ? { refused: code } : { refused: code, field: field.map(String) };

/** Makes a warning of the catalogue: the command was executed, and `field` is the path of the odd member. */
export const warn = (code: RefusalCode, ...field: readonly (string | number)[]): Warning<RefusalCode> => ({
  warned: code,
  field: field.map(String),
});
