import { CommandGateway } from '#application/commands/command-gateway.js';
import { EVENKEEL } from '#application/commands/command.js';
import { newUuid, uuidFrom } from '#event-sourcing/uuid.js';
import { defaultPolicy } from '#domain/program/policy.js';
import { AccessTokens } from '#identity/access/access-tokens.js';
import { People, type InstallationRole } from '#identity/people/people.js';
import { isRefused } from '#identity/refusal.js';
import { Sessions } from '#identity/access/sessions.js';
import { ApiUnderTest } from '../api-under-test.js';

/** Everyone whom the matrix asks for: in the own program P, in the other program Q, or for the whole installation. */
export const PEOPLE = [
  'administrator-of-all',
  'auditor-of-all',
  'pmo',
  'lead',
  'owner',
  'contributor',
  'sponsor',
  'auditor',
  'pmo-of-other',
  'stranger',
] as const;
export type Person = (typeof PEOPLE)[number];

/** What is marked so must not be seen by who may not see the other program. */
export const SECRET = 'Zweitprogramm';

/** Both programs with their initiatives, milestones and episodes. */
export interface Place {
  readonly programId: string;
  readonly initiativeId: string;
  readonly milestoneId: string;
  readonly rebaselineId: string;
  readonly episodeId: string;
  readonly eventId: string;
}

export interface Matrix {
  readonly api: ApiUnderTest;
  /** The own program, with the initiative of the pillar that `lead` leads and `owner` owns. */
  readonly own: Place;
  /** The own program, with an initiative of another pillar that nobody owns. */
  readonly beside: Place;
  readonly other: Place;
  readonly cookies: Readonly<Record<Person, string>>;
  readonly tokens: Readonly<Record<Person, string>>;
}

const INSTALLATION: Readonly<Record<string, InstallationRole>> = { 'administrator-of-all': 'ADMINISTRATOR', 'auditor-of-all': 'AUDITOR' };

async function letIn(api: ApiUnderTest, person: Person): Promise<{ cookie: string; token: string }> {
  const { nest } = api.app;
  const role = INSTALLATION[person];
  const added = await nest.get(People).add({ id: person, name: `Name of ${person}`, roles: role ? [role] : [] });
  if (isRefused(added)) throw new Error(added.code);
  const session = await nest.get(Sessions).make(person);
  const made = await nest.get(AccessTokens).make({ person, name: 'matrix', write: true });
  if (isRefused(made)) throw new Error(made.code);
  return { cookie: `evenkeel=${session!.secret}`, token: made.token };
}

async function place(api: ApiUnderTest, programId: string, pillar: string, title: string, ownerId?: string): Promise<Place> {
  const [initiativeId, milestoneId, rebaselineId] = [newUuid(), newUuid(), newUuid()];
  await api.mutate('launchInitiative', {
    id: initiativeId,
    programId,
    pillar,
    title,
    ownerId,
    milestones: [{ id: milestoneId, title, due: '2026-12-01' }],
  });
  await api.mutate('rescheduleMilestone', { initiativeId, milestoneId, forecast: '2027-06-01', reasonCode: 'SCOPE', reason: title });
  await api.mutate('proposeRebaseline', { initiativeId, id: rebaselineId, reason: title });
  const { program } = await api.data<{ program: { history: { edges: { node: { id: string } }[] } } }>(
    'query($id: UUID!, $of: UUID!) { program(id: $id) { history(first: 1, initiativeId: $of) { edges { node { id } } } } }',
    { id: programId, of: initiativeId },
  );
  return { programId, initiativeId, milestoneId, rebaselineId, episodeId: '', eventId: program.history.edges[0]!.node.id };
}

/** Flags a drift as the saga does. @returns the id of the episode */
export async function flagDrift(api: ApiUnderTest, programId: string, pillar: string, on: string): Promise<string> {
  const evaluationId = uuidFrom('evaluation', programId, pillar, on);
  const input = {
    programId,
    evaluationId,
    on,
    kind: 'BEHIND',
    pillar,
    evidence: [evaluationId],
    policy: defaultPolicy('2026-01-01', '2027-12-31'),
  };
  const outcome = await api.app.nest.get(CommandGateway).execute({ type: 'FlagDrift', principal: EVENKEEL, input });
  if ('refusal' in outcome) throw new Error(outcome.refusal.code);
  return uuidFrom(evaluationId, pillar, 'BEHIND');
}

/** Starts an api with two programs and everyone in their place. */
export async function startMatrix(): Promise<Matrix> {
  const api = await ApiUnderTest.start();
  const [P, Q] = [newUuid(), newUuid()];
  const let_in = Object.fromEntries(await Promise.all(PEOPLE.map(async (person) => [person, await letIn(api, person)] as const)));
  const charter = { startsOn: '2026-01-01', endsOn: '2027-12-31' };
  await api.mutate('charterProgram', { ...charter, id: P, name: 'Own', sponsorId: 'sponsor' });
  await api.mutate('charterProgram', { ...charter, id: Q, name: SECRET, objective: SECRET, sponsorId: 'somebody' });
  await api.mutate('grantRole', { programId: P, personId: 'pmo', role: 'PMO' });
  await api.mutate('grantRole', { programId: P, personId: 'auditor', role: 'AUDITOR' });
  await api.mutate('grantRole', { programId: Q, personId: 'pmo-of-other', role: 'PMO' });
  await api.mutate('assignPillarLead', { programId: P, pillar: 'CULTURE', personId: 'lead' });
  const own = await place(api, P, 'CULTURE', 'Own initiative', 'owner');
  const beside = await place(api, P, 'PROCESS', 'Beside');
  const other = await place(api, Q, 'CULTURE', SECRET);
  await api.mutate('grantRole', { programId: P, personId: 'contributor', role: 'CONTRIBUTOR', initiativeId: own.initiativeId });
  // An own milestone waits for one of the other program: that it does may be seen, the other milestone may not.
  await api.mutate('rescheduleMilestone', {
    ...{
      initiativeId: beside.initiativeId,
      milestoneId: beside.milestoneId,
      forecast: '2027-07-01',
      reasonCode: 'DEPENDENCY',
      reason: 'waits',
    },
    blockedBy: { initiativeId: other.initiativeId, milestoneId: other.milestoneId },
  });
  await api.mutate('proposeRebaseline', { initiativeId: beside.initiativeId, id: newUuid(), reason: 'again' });
  for (const programId of [P, Q]) await api.mutate('evaluateBalance', { programId, on: new Date().toISOString().slice(0, 10) });
  const [inOwn, inBeside, inOther] = [
    await flagDrift(api, P, 'CULTURE', '2026-03-01'),
    await flagDrift(api, P, 'PROCESS', '2026-03-01'),
    await flagDrift(api, Q, 'CULTURE', '2026-03-01'),
  ];
  const pick = <Key extends 'cookie' | 'token'>(key: Key) =>
    Object.fromEntries(PEOPLE.map((person) => [person, let_in[person]![key]])) as Record<Person, string>;
  return {
    api,
    own: { ...own, episodeId: inOwn },
    beside: { ...beside, episodeId: inBeside },
    other: { ...other, episodeId: inOther },
    cookies: pick('cookie'),
    tokens: pick('token'),
  };
}
