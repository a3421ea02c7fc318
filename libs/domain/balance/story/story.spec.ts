import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldedBy } from '../../testing/histories.js';
import { PILLARS } from '../../pillars.js';
import type { Balance } from '../balance.js';
import { sweep } from '../sweep/sweep.js';
import { arbitraryHistory } from '../testing/arbitrary-history.js';
import { tellingDates } from '../testing/check-history.js';
import { programWith, START } from '../testing/programs.js';
import { lateWork, type LateWorkByPillar } from './late-work.js';
import { peopleInStory, storyOf } from './story.js';

const ODD = /NaN|undefined|null|Infinity|[-−]\d+ (day|天)|: \.|：。/;
const perspectives = ['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const;

/** Every balance of the history on its telling dates, with its late work. */
function told(history: Parameters<typeof foldedBy>[0]): { balance: Balance; late: LateWorkByPillar; titles: Set<string> }[] {
  const { program, initiatives } = foldedBy(history)!;
  const titles = new Set(initiatives.flatMap(({ milestones }) => milestones.map(({ title }) => title)));
  return perspectives.flatMap((perspective) =>
    sweep(program, initiatives, tellingDates(history, 7), perspective).flatMap((balance) =>
      balance ? [{ balance, late: lateWork(program, initiatives, balance.on, perspective), titles }] : [],
    ),
  );
}

/** Numbers, dates and quoted titles of a sentence, in order of their text: what both languages must agree on. */
const factsIn = (sentence: string): string[] => [...sentence.matchAll(/\d{4}-\d\d-\d\d|\d+%?/g)].map(([fact]) => fact).sort();

describe('the story of a balance', () => {
  it('tells the same numbers and dates in both languages, none negative, nothing unknown', () => {
    let late = 0;
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        for (const one of told(history)) {
          const [en, zh] = [storyOf(one.balance, 'en', one.late), storyOf(one.balance, 'zh-CN', one.late)];
          // One comparison for each story, because an `expect` takes longer than a story.
          if (zh.map(factsIn).join('|') !== en.map(factsIn).join('|')) expect(zh).toEqual(en);
          expect([...en, ...zh].filter((sentence) => ODD.test(sentence) || !/[^.。][.。]$/.test(sentence))).toEqual([]);
          expect(en.slice(1, 5).map((sentence) => sentence.split(' ')[0]!.toUpperCase())).toEqual(PILLARS);
          if (en.join().includes('late')) late++;
        }
      }),
      { numRuns: 30 },
    );
    expect(late).toBeGreaterThan(20);
  });

  it('names only the oldest late milestone of a pillar, due on the oldest open baseline of its balance', () => {
    let named = 0;
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        for (const { balance, late, titles } of told(history))
          for (const { pillar, oldestOpenBaseline, lateDays } of balance.pillars) {
            const { count, oldest } = late[pillar];
            if (lateDays > 0) expect(count).toBeGreaterThan(0);
            if (!oldest) continue;
            named++;
            expect(titles).toContain(oldest.title);
            expect(oldest.baseline).toBe(oldestOpenBaseline);
          }
      }),
      { numRuns: 30 },
    );
    expect(named).toBeGreaterThan(20);
  });

  it('says what is late, whom it concerns and what would help most', () => {
    const { program, initiatives } = programWith({
      LEADERSHIP: [
        { due: 30, weight: 1 },
        { due: 60, weight: 1 },
      ],
      CULTURE: [
        { due: 30, weight: 1, achieved: 10 },
        { due: 120, weight: 1, achieved: 20 },
      ],
      PROCESS: [{ due: 30, weight: 1, achieved: 30 }],
      TECHNOLOGY: [],
    });
    const owned = initiatives.map((initiative) => ({ ...initiative, owners: [{ owner: 'p1', effectiveOn: START, known: START }] }));
    const [balance] = sweep(program, initiatives, ['2024-03-31'], 'AS_KNOWN_NOW');
    const led = { ...program, leads: [{ pillar: 'TECHNOLOGY', person: 'p2', effectiveOn: START } as const] };
    const late = lateWork(led, owned, balance!.on, 'AS_KNOWN_NOW');
    const names = (id: string): string => (id === 'p1' ? 'Lin Lan' : 'Wu Yi');
    expect(storyOf(balance!, 'en', late, names)).toEqual([
      'On 2024-03-31 the balance is at grade 7 of 10 (basic coordination), held down by technology.',
      'Leadership is 60 days behind: 2 milestones are late, the oldest is “0” of “LEADERSHIP” (due 2024-01-31, owner Lin Lan).',
      'Culture is 30 days ahead.',
      'Process is on plan.',
      'Technology is 90 days behind: nothing is planned for it in the phases entered so far, which have asked for work since 2024-01-01 (pillar lead Wu Yi).',
      'What would help most: plan the missing technology work.',
    ]);
    expect(storyOf(balance!, 'zh-CN', late, names)).toEqual([
      '截至 2024-03-31，平衡度为 7 级（初级协调，共 10 级），受“技术”支柱拖累。',
      '“领导力”支柱落后 60 天：2 个里程碑逾期未完成，最早的是举措“LEADERSHIP”的“0”（应于 2024-01-31 完成，负责人：Lin Lan）。',
      '“文化”支柱超前 30 天。',
      '“流程”支柱按计划进行。',
      '“技术”支柱落后 90 天：自 2024-01-01 起已进入的阶段要求开展工作，但尚未安排（支柱负责人：Wu Yi）。',
      '当前最有效的措施：补充“技术”支柱缺少的工作计划。',
    ]);
    expect(peopleInStory(late)).toEqual(['p1', 'p2']);
    expect(storyOf(balance!, 'en')[1]).toContain('the oldest late milestone was due on 2024-01-31');
  });

  it('says of late work without an owner who leads the pillar, and what can be done about work that is owed though descoped', () => {
    const { program, initiatives } = programWith({
      LEADERSHIP: [{ due: 30, weight: 1 }],
      CULTURE: [{ due: 120, weight: 1 }],
      PROCESS: [{ due: 120, weight: 1 }],
      TECHNOLOGY: [{ due: 120, weight: 1 }],
    });
    const led = { ...program, leads: [{ pillar: 'LEADERSHIP', person: 'p2', effectiveOn: START } as const] };
    const descoped = initiatives.map((initiative) => ({
      ...initiative,
      milestones: initiative.milestones.map((milestone) =>
        initiative.id === 'LEADERSHIP' ? { ...milestone, descopings: [{ from: '2024-02-10' }] } : milestone,
      ),
    }));
    const told = (of: typeof initiatives, language: 'en' | 'zh-CN') => {
      const [balance] = sweep(led, of, ['2024-03-31'], 'AS_KNOWN_NOW');
      const story = storyOf(balance!, language, lateWork(led, of, balance!.on, 'AS_KNOWN_NOW'));
      return [story[1], story[5]];
    };
    expect(told(initiatives, 'en')).toEqual([
      'Leadership is 60 days behind: “0” of “LEADERSHIP” is late (due 2024-01-31, without an owner, pillar lead p2).',
      'What would help most: finish “0” of “LEADERSHIP”.',
    ]);
    expect(told(descoped, 'en')).toEqual([
      'Leadership is 60 days behind: “0” of “LEADERSHIP” is late (due 2024-01-31, descoped but still owed, without an owner, pillar lead p2).',
      'What would help most: finish “0” of “LEADERSHIP”, or have a re-baseline release it, since it was descoped.',
    ]);
    expect(told(descoped, 'zh-CN')).toEqual([
      '“领导力”支柱落后 60 天：举措“LEADERSHIP”的里程碑“0”逾期未完成（应于 2024-01-31 完成，已移出范围但仍应交付，尚无负责人，支柱负责人：p2）。',
      '当前最有效的措施：完成举措“LEADERSHIP”的里程碑“0”；它已移出范围，也可经基线调整予以解除。',
    ]);
  });

  it('names every pillar that is as far behind for want of a plan', () => {
    const { program, initiatives } = programWith({ LEADERSHIP: [], CULTURE: [], PROCESS: [], TECHNOLOGY: [] });
    const [balance] = sweep(program, initiatives, ['2024-03-31'], 'AS_KNOWN_NOW');
    expect(storyOf(balance!, 'en').at(-1)).toBe('What would help most: plan the missing leadership, culture, process and technology work.');
    expect(storyOf(balance!, 'zh-CN').at(-1)).toBe('当前最有效的措施：补充“领导力”“文化”“流程”“技术”支柱缺少的工作计划。');
  });

  it('says on the first day of a program without a plan that there is none, not that it is behind', () => {
    const { program, initiatives } = programWith({ LEADERSHIP: [], CULTURE: [], PROCESS: [], TECHNOLOGY: [] });
    const [balance] = sweep(program, initiatives, [START], 'AS_KNOWN_NOW');
    expect(storyOf(balance!, 'en')[1]).toBe(
      'Leadership has no plan yet: nothing is planned for it in the phases entered so far, which have asked for work since 2024-01-01.',
    );
    expect(storyOf(balance!, 'zh-CN')[1]).toBe('“领导力”支柱尚无计划：自 2024-01-01 起已进入的阶段要求开展工作，但尚未安排。');
  });

  it('gives no grade where nothing is due or nothing is planned', () => {
    const none = { LEADERSHIP: [], CULTURE: [], PROCESS: [], TECHNOLOGY: [] };
    const headline = (steps: Parameters<typeof programWith>[0], language: 'en' | 'zh-CN'): string => {
      const { program, initiatives } = programWith(steps);
      return storyOf(sweep(program, initiatives, ['2024-01-10'], 'AS_KNOWN_NOW')[0]!, language)[0]!;
    };
    expect(headline(none, 'en')).toBe('There is no plan yet on 2024-01-10: no pillar has a milestone, so there is no grade.');
    expect(headline(none, 'zh-CN')).toBe('截至 2024-01-10 尚无计划：四大支柱都没有里程碑，暂不评级。');
    const later = { ...none, CULTURE: [{ due: 30, weight: 1 }] };
    expect(headline(later, 'en')).toBe('Nothing is due yet on 2024-01-10, so there is no grade.');
    expect(headline(later, 'zh-CN')).toBe('截至 2024-01-10 尚无到期的里程碑，暂不评级。');
  });
});
