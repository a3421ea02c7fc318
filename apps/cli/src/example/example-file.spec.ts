import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementOf } from '#domain/elements.js';
import { PILLARS } from '#domain/pillars.js';
import { type ExampleProgram, exampleProgramId, readExample } from './example-file.js';

const path = join(process.cwd(), 'examples/telecom.ndjson');
const HAN = /\p{Script=Han}/u;

/** Every pair of texts in the file, with its path. */
function texts(value: unknown, at = ''): { at: string; zh: string; en: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const { zh, en } = value as { zh?: unknown; en?: unknown };
  if (zh !== undefined || en !== undefined) return [{ at, zh: String(zh), en: String(en) }];
  return Object.entries(value).flatMap(([field, member]) => texts(member, `${at}.${field}`));
}

describe('the example program', () => {
  let zh: ExampleProgram;
  let en: ExampleProgram;

  beforeAll(async () => {
    [zh, en] = await Promise.all([readExample(path, 'zh-CN'), readExample(path, 'en')]);
  });

  it('says everything in both languages', () => {
    const pairs = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .flatMap((line, i) => texts(JSON.parse(line), `line ${i + 1}`));
    expect(pairs.length).toBeGreaterThan(250);
    expect(pairs.filter((pair) => pair.zh === 'undefined' || pair.en === 'undefined' || pair.zh === '' || pair.en === '')).toEqual([]);
    expect(pairs.filter((pair) => HAN.test(pair.en))).toEqual([]);
    expect(pairs.filter((pair) => !HAN.test(pair.zh))).toEqual([]);
  });

  it('is the same story in both, under ids of their own', () => {
    const shape = ({ commands }: ExampleProgram) => commands.map(({ at, actor, command }) => ({ at, actor, command }));
    expect(shape(zh)).toEqual(shape(en));
    expect([zh.programId, en.programId]).toEqual([exampleProgramId('zh-CN'), exampleProgramId('en')]);
    expect(zh.programId).not.toBe(en.programId);
  });

  it('names everyone who acts, owns, leads or approves', () => {
    const named = new Set(en.people.map(({ id }) => id));
    const people = en.commands.flatMap(({ actor, input }) => [actor, input.ownerId, input.personId, input.sponsorId, input.approvedBy]);
    expect(people.filter((id) => id !== undefined && id !== null && !named.has(id as string))).toEqual([]);
  });

  it('is told in the order of time, over two years', () => {
    const instants = en.commands.map(({ at }) => at);
    expect(instants).toEqual([...instants].sort());
    expect(instants[0]!.slice(0, 7)).toBe('2024-10');
    expect(instants.at(-1)!.slice(0, 7)).toBe('2026-11');
  });

  it('covers four pillars with 24 initiatives and some 120 milestones', () => {
    const launches = en.commands.filter(({ command }) => command === 'LaunchInitiative').map(({ input }) => input);
    expect(launches).toHaveLength(24);
    for (const pillar of PILLARS) expect(launches.filter((launch) => launch.pillar === pillar)).toHaveLength(6);
    const milestones = launches.flatMap((launch) => launch.milestones as readonly { id: string }[]);
    expect(milestones).toHaveLength(122);
    expect(new Set(milestones.map(({ id }) => id)).size).toBe(122);
    expect(launches.filter((launch) => elementOf(launch.element as string)?.pillar !== launch.pillar)).toEqual([]);
  });

  it('has slips, a change of owner, gates, a re-baseline by two people and what drift needs', () => {
    const count = (command: string) => en.commands.filter((dated) => dated.command === command).length;
    expect(count('RescheduleMilestone')).toBeGreaterThan(50);
    expect(count('AssignOwner')).toBe(3);
    expect(en.commands.filter(({ command, input }) => command === 'EnterPhase' && input.approvedBy !== undefined)).toHaveLength(3);
    const actorOf = (command: string) => en.commands.find((dated) => dated.command === command)!.actor;
    expect(actorOf('ProposeRebaseline')).not.toBe(actorOf('ApproveRebaseline'));
    expect(en.commands.filter(({ episode }) => episode).map(({ episode }) => episode)).toEqual([
      { kind: 'BEHIND', pillar: 'CULTURE' },
      { kind: 'AHEAD', pillar: 'TECHNOLOGY' },
    ]);
  });
});
