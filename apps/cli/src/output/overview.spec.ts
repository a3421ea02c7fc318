import { describe, expect, it } from '@jest/globals';
import { sayIn } from '#application/starting/language.js';
import { type Overview, picture } from './overview.js';

const program: Overview = {
  id: 'id',
  name: 'ITSM',
  phase: 'Embed',
  status: 'ACTIVE',
  balance: {
    on: '2026-11-22',
    t: 0.845,
    c: 0.77,
    d: 0.81,
    grade: { level: 6, nameZh: '勉强协调', nameEn: 'Barely coordinated' },
    cappedBy: 'PROCESS',
    nothingDueYet: false,
    story: ['Process is 93 days behind: “Desk” is late.'],
    pillars: [
      { pillar: 'LEADERSHIP', standing: 1, behindDays: -12 },
      { pillar: 'CULTURE', standing: 0.886, behindDays: 16 },
      { pillar: 'PROCESS', standing: 0.496, behindDays: 93 },
      { pillar: 'TECHNOLOGY', standing: 1, behindDays: 0 },
    ],
  },
  openDrift: [{ kind: 'BEHIND', pillar: 'PROCESS', openedOn: '2026-09-20', acknowledged: false }],
};

describe('the picture of a program', () => {
  it('shows four pillars, the balance with its grade, and open drift', () => {
    expect(picture(program, sayIn('en'))).toBe(`ITSM
2026-11-22 · phase Embed

  Leadership  ████████████████████ 1.00  12 days ahead
  Culture     ██████████████████░░ 0.89  16 days behind
  Process     ██████████░░░░░░░░░░ 0.50  93 days behind
  Technology  ████████████████████ 1.00  on plan

  Balance D 0.81 = √(C 0.77 × T 0.84) · grade 6 Barely coordinated, held down by process
  Process is 93 days behind: “Desk” is late.
  Drift: Process behind · since 2026-09-20 · not acknowledged`);
  });

  it('speaks Chinese, with its columns in line', () => {
    const lines = picture(program, sayIn('zh-CN')).split('\n');
    expect(lines[3]).toBe('  领导力      ████████████████████ 1.00  超前 12 天');
    expect(lines[4]).toBe('  文化        ██████████████████░░ 0.89  落后 16 天');
    expect(lines[8]).toBe('  平衡 D 0.81 = √(C 0.77 × T 0.84) · 6 级 勉强协调，受限于流程');
    expect(lines[10]).toBe('  偏移：流程 落后 · 自 2026-09-20 · 尚未知悉');
  });

  it.each([
    [0.4, 'less than a day behind', '落后不足 1 天'],
    [0, 'on plan', '按计划'],
    [-0.4, 'on plan', '按计划'],
    [1, '1 day behind', '落后 1 天'],
    [-1, '1 day ahead', '超前 1 天'],
  ])('says of a pillar that is %s days behind what the story says', (behindDays, english, chinese) => {
    const balance = { ...program.balance!, pillars: [{ ...program.balance!.pillars[0]!, behindDays }] };
    for (const [language, words] of [
      ['en', english],
      ['zh-CN', chinese],
    ] as const)
      expect(picture({ ...program, balance }, sayIn(language))).toMatch(new RegExp(`  ${words}$`, 'm'));
  });

  it('shows no grade where nothing is due yet', () => {
    const balance = { ...program.balance!, nothingDueYet: true, story: ['Nothing is due yet.'] };
    const shown = picture({ ...program, balance }, sayIn('en'));
    expect(shown).not.toContain('grade');
    expect(shown).toContain('\n  Nothing is due yet.\n');
  });

  it('says of a closed program that it is closed, not that it has not started', () => {
    const closed: Overview = { ...program, status: 'CLOSED', balance: null };
    expect(picture(closed, sayIn('en'))).toBe('ITSM\nNo balance: the program is closed.');
    expect(picture(closed, sayIn('zh-CN'))).toContain('没有平衡度：项目群已关闭。');
  });

  it('says where there is no balance, and no drift', () => {
    expect(picture({ ...program, balance: null, openDrift: [] }, sayIn('en'))).toBe(
      'ITSM\nNo balance yet: the program has not started.\n  No open drift',
    );
  });
});
