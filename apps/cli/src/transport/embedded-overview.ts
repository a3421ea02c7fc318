import { gradeOf } from '#domain/balance/grades.js';
import { peopleInStory, storyOf } from '#domain/balance/story/story.js';
import type { Directory } from '#identity/people/directory.js';
import { currentPhase } from '#read-models/programs/program-view.js';
import type { Reading } from '#read-models/readings.js';
import type { Language } from '#domain/language.js';
import type { Overview } from '../output/overview.js';

/** The overview of a program as of today, from the read models; undefined: there is no such program. */
export async function overviewOf(id: string, reading: Reading, directory: Directory, language: Language): Promise<Overview | undefined> {
  const program = (await reading.programs.byIds([id])).get(id);
  if (!program) return undefined;
  const { edges } = await reading.drift.page({ programs: [id], states: ['OPEN'] }, null, { first: 20 });
  return {
    id,
    name: program.name,
    status: program.status,
    phase: currentPhase(program, reading.today(program.timeZone)).name,
    balance: await shownBalance(id, reading, directory, language),
    openDrift: edges.map(({ node: { kind, pillar, openedOn, acknowledgement } }) => ({
      kind,
      pillar,
      openedOn,
      acknowledged: acknowledgement !== undefined,
    })),
  };
}

async function shownBalance(id: string, { balances }: Reading, directory: Directory, language: Language): Promise<Overview['balance']> {
  const balance = await balances.on(id);
  if (!balance) return null;
  const late = await balances.lateWork(id, balance.on, 'AS_KNOWN_NOW');
  const names = await directory.names(late ? peopleInStory(late) : []);
  const story = storyOf(balance, language, late, (person) => names.get(person) ?? person);
  return { ...balance, grade: gradeOf(balance.level), story };
}
