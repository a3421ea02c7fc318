import { HistoryEntryType } from '#read-models/history/history-entry.type.js';
import { RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import { person } from '#read-models/people/person.type.js';
import { nodeKeyOf, type NodeTypeName } from '#read-models/schema/node-id.js';
import type { NodeType } from '#read-models/schema/node.type.js';
import type { ReadingLoaders } from '../graphql/loaders.js';
import type { RequestContext } from '../graphql/request-context.js';

type Find = (ids: readonly string[], loaders: ReadingLoaders, context: RequestContext) => Promise<NodeType | null>;

/** How an object of each type is found, through the loaders, so that many are found at once. Each finds only what the viewer may see. */
const FIND: Readonly<Record<NodeTypeName, Find>> = {
  Program: ([id], { programs }) => programs.load(id!),
  Initiative: ([id], { initiatives }) => initiatives.load(id!),
  Milestone: async ([initiativeId, id], { initiatives }) => (await initiatives.load(initiativeId!))?.milestone(id!) ?? null,
  Rebaseline: async ([initiativeId, id], { initiatives }) => {
    const initiative = await initiatives.load(initiativeId!);
    const rebaseline = initiative?.doc.rebaselines.find((one) => one.id === id);
    return initiative && rebaseline ? new RebaselineType(initiative, rebaseline) : null;
  },
  DriftEpisode: ([id], { episodes }) => episodes.load(id!),
  // The loader of evaluations asks nobody who may see them: usually they are reached through their program.
  Evaluation: async ([id], { evaluations, programs }) => {
    const evaluation = await evaluations.load(id!);
    return evaluation && (await programs.load(evaluation.programId)) ? evaluation : null;
  },
  HistoryEntry: async ([id], { events, reading }) => {
    const entry = await events.load(id!);
    return entry && new HistoryEntryType(entry, reading);
  },
  // Ids of people may be guessed, and lead to names: others are found where they act.
  Person: async ([id], _loaders, { principal, access }) =>
    id === principal.id || (await access.programs()) === 'all' ? person(id!) : null,
};

/** The object of a global id; null: there is none, or the viewer may not see it. */
export async function shownNode(nodeId: string, loaders: ReadingLoaders, context: RequestContext): Promise<NodeType | null> {
  const key = nodeKeyOf(nodeId);
  return key ? FIND[key.type](key.ids, loaders, context) : null;
}
