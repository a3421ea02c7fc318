import type { Pillar } from '#domain/pillars.js';
import { escaped } from '#application/starting/escaped.js';
import type { Say } from '#application/starting/language.js';

/** The data of one program's overview. */
export interface Overview {
  readonly id: string;
  readonly name: string;
  readonly phase: string;
  readonly status: 'ACTIVE' | 'CLOSED';
  /** The balance today; null: there is none. */
  readonly balance: {
    readonly on: string;
    readonly t: number;
    readonly c: number;
    readonly d: number;
    readonly grade: { readonly level: number; readonly nameZh: string; readonly nameEn: string };
    readonly cappedBy: Pillar | null;
    readonly nothingDueYet: boolean;
    readonly pillars: readonly {
      readonly pillar: Pillar;
      readonly standing: number;
      readonly behindDays: number;
    }[];
    /** The balance in sentences, in the reader's language: the reasons, the people concerned, and what would help most. */
    readonly story: readonly string[];
  } | null;
  readonly openDrift: readonly {
    readonly kind: 'BEHIND' | 'AHEAD' | 'LATE';
    readonly pillar: Pillar | null;
    readonly openedOn: string;
    readonly acknowledged: boolean;
  }[];
}

const PILLAR_NAMES: Readonly<Record<Pillar, readonly [zh: string, en: string]>> = {
  LEADERSHIP: ['领导力', 'Leadership'],
  CULTURE: ['文化', 'Culture'],
  PROCESS: ['流程', 'Process'],
  TECHNOLOGY: ['技术', 'Technology'],
};

const DRIFT_NAMES: Readonly<Record<Overview['openDrift'][number]['kind'], readonly [zh: string, en: string]>> = {
  BEHIND: ['落后', 'behind'],
  AHEAD: ['超前', 'ahead'],
  LATE: ['整体延误', 'late'],
};

const BAR_WIDTH = 20;

/** The overview of a program as lines of text: the four pillars, the balance and its grade, the open drift. */
export function picture(program: Overview, say: Say): string {
  const { balance } = program;
  return [
    program.name,
    ...(balance
      ? [
          `${balance.on} · ${say('阶段', 'phase')} ${program.phase}`,
          '',
          ...balance.pillars.map((pillar) => pillarLine(pillar, say)),
          '',
          // If there is no grade, the story says why.
          ...(balance.nothingDueYet ? [] : [balanceLine(balance, say)]),
          ...balance.story.map((sentence) => `  ${sentence}`),
        ]
      : [noBalance(program, say)]),
    // A closed program has no open drift.
    ...(program.status === 'CLOSED' ? [] : driftLines(program.openDrift, say)),
  ]
    .map(escaped)
    .join('\n');
}

const noBalance = ({ status }: Overview, say: Say): string =>
  status === 'CLOSED'
    ? say('没有平衡度：项目群已关闭。', 'No balance: the program is closed.')
    : say('还没有平衡度：项目群尚未开始。', 'No balance yet: the program has not started.');

type Balance = NonNullable<Overview['balance']>;

type PillarStanding = Balance['pillars'][number];

function pillarLine(shown: PillarStanding, say: Say): string {
  const { pillar, standing } = shown;
  const filled = Math.round(standing * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  return `  ${padded(say(...PILLAR_NAMES[pillar]), 11)} ${bar} ${standing.toFixed(2)}  ${daysText(shown, say)}`;
}

function daysText({ behindDays }: PillarStanding, say: Say): string {
  const days = Math.round(Math.abs(behindDays));
  if (days === 0) return behindDays > 0 ? say('落后不足 1 天', 'less than a day behind') : say('按计划', 'on plan');
  const inEnglish = days === 1 ? '1 day' : `${days} days`;
  return behindDays < 0 ? say(`超前 ${days} 天`, `${inEnglish} ahead`) : say(`落后 ${days} 天`, `${inEnglish} behind`);
}

function balanceLine({ t, c, d, grade, cappedBy }: Balance, say: Say): string {
  const capped = cappedBy ? say(`，受限于${PILLAR_NAMES[cappedBy][0]}`, `, held down by ${PILLAR_NAMES[cappedBy][1].toLowerCase()}`) : '';
  const name = say(grade.nameZh, grade.nameEn);
  return `  ${say('平衡', 'Balance')} D ${d.toFixed(2)} = √(C ${c.toFixed(2)} × T ${t.toFixed(2)}) · ${say(`${grade.level} 级`, `grade ${grade.level}`)} ${name}${capped}`;
}

function driftLines(open: Overview['openDrift'], say: Say): string[] {
  if (open.length === 0) return [`  ${say('没有未关闭的偏移', 'No open drift')}`];
  return open.map(({ kind, pillar, openedOn, acknowledged }) => {
    const who = pillar ? `${say(...PILLAR_NAMES[pillar])} ` : '';
    const state = acknowledged ? say('已知悉', 'acknowledged') : say('尚未知悉', 'not acknowledged');
    return `  ${say('偏移：', 'Drift: ')}${who}${say(...DRIFT_NAMES[kind])} · ${say(`自 ${openedOn}`, `since ${openedOn}`)} · ${state}`;
  });
}

/** Pads a text to a width in columns: a Han character takes two. */
const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
const columnsOf = (text: string): number => [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
