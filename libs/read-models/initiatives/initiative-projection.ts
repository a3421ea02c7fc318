import type { Projection, Row } from '#event-sourcing/folds/projection.js';
import { isKnownEvent } from '#domain/event-types.js';
import { pendingRebaseline, pillarOf, weightOf, type InitiativeState } from '#domain/initiative/state.js';
import { sortKey } from '../collation/sort-key.js';
import { evolveDocument, type ChangedInitiative, type InitiativeDocument } from './last-change.js';
import { milestoneRows } from '../milestones/milestone-rows.js';
import { moveRows } from '../milestones/move-rows.js';
import { wordRows } from '../search/word-rows.js';

type Tables = 'initiative_rows' | 'ownership_rows' | 'milestone_rows' | 'move_rows' | 'rebaseline_rows' | 'word_rows';

/**
 * One document per initiative: its state with every milestone. What depends on the current date (OVERDUE, today's owner) is not in the
 * rows; queries compute it.
 */
export const initiativeProjection: Projection<InitiativeDocument, Tables> = {
  name: 'initiatives',
  // 3: as for programs. 4: milestones can be found by their state. 5: lists over all programs
  // can be filtered and sorted by every date, slip, title, weight and last change.
  // 6: rows have what flat tables show.
  // 7: moves of forecasts can be summed by their reasons.
  // 8: re-baselines of all programs are listed.
  // 9: words of titles can be searched for, and one index has what most lists need.
  version: 9,
  streams: ['initiative-'],
  ofOneStream: true,
  key: (event) => event.stream.slice('initiative-'.length),
  evolve: evolveDocument,
  knows: isKnownEvent,
  tables: {
    initiative_rows: {
      columns: {
        id: 'text',
        program_id: 'text',
        launched_at: 'text',
        pillar: 'text',
        element: 'text',
        unit: 'text',
        status: 'text',
        pending_rebaseline: 'text',
        weight: 'real',
        title: 'text',
        title_key: 'text',
        changed_at: 'text',
      },
      key: ['id'],
      indexes: [['program_id', 'launched_at', 'id']],
    },
    ownership_rows: {
      columns: { initiative_id: 'text', nth: 'integer', owner: 'text', effective_on: 'text' },
      key: ['initiative_id', 'nth'],
      indexes: [['owner', 'initiative_id']],
    },
    milestone_rows: {
      columns: {
        initiative_id: 'text',
        id: 'text',
        program_id: 'text',
        forecast: 'text',
        state: 'text',
        achieved_on: 'text',
        baseline_day: 'integer',
        slip: 'integer',
        withdrawn_day: 'integer',
        released_day: 'integer',
        weight: 'real',
        title: 'text',
        title_key: 'text',
        changed_at: 'text',
        original_baseline: 'text',
        confirmed_at: 'text',
        reschedules: 'integer',
        last_reason: 'text',
        nth: 'integer',
      },
      key: ['initiative_id', 'id'],
      indexes: [
        ['program_id', 'forecast'],
        ['program_id', 'state', 'forecast'],
        // The soonest first, with what other filters and orders need: they read this index in a row and not the table here and there.
        [
          ...['forecast', 'initiative_id', 'id', 'program_id', 'state', 'achieved_on', 'baseline_day', 'slip', 'withdrawn_day'],
          ...['released_day', 'weight', 'changed_at'],
        ],
      ],
    },
    move_rows: {
      columns: { initiative_id: 'text', milestone_id: 'text', reason: 'text', moves: 'integer', days: 'integer' },
      key: ['initiative_id', 'milestone_id', 'reason'],
    },
    rebaseline_rows: {
      columns: {
        initiative_id: 'text',
        id: 'text',
        program_id: 'text',
        state: 'text',
        proposed_by: 'text',
        proposed_at: 'text',
        decided_by: 'text',
        decided_at: 'text',
      },
      key: ['initiative_id', 'id'],
      indexes: [['proposed_at', 'initiative_id', 'id']],
    },
    word_rows: { columns: { word: 'text', initiative_id: 'text', nth: 'integer' }, key: ['word', 'initiative_id', 'nth'] },
  },
  rows: (document) =>
    document.status === 'NONE'
      ? { initiative_rows: [], ownership_rows: [], milestone_rows: [], move_rows: [], rebaseline_rows: [], word_rows: [] }
      : {
          initiative_rows: [rowOf(document)],
          ownership_rows: ownershipRows(document),
          milestone_rows: milestoneRows(document),
          move_rows: moveRows(document),
          rebaseline_rows: rebaselineRows(document),
          word_rows: wordRows(document),
        },
};

const rowOf = (initiative: ChangedInitiative): Row => ({
  id: initiative.id,
  program_id: initiative.programId,
  launched_at: initiative.launchedAt,
  pillar: pillarOf(initiative),
  element: initiative.element ?? null,
  unit: initiative.unit ?? null,
  status: initiative.status,
  pending_rebaseline: pendingRebaseline(initiative)?.id ?? null,
  weight: weightOf(initiative),
  title: initiative.title,
  title_key: sortKey(initiative.title),
  changed_at: initiative.changedAt,
});

/** In the order of recording. The owner on a day is the latest recorded assignment that is effective by then. */
const ownershipRows = ({ id, owners }: InitiativeState): readonly Row[] =>
  owners.map(({ owner, effectiveOn }, nth) => ({ initiative_id: id, nth, owner, effective_on: effectiveOn }));

const rebaselineRows = ({ id, programId, rebaselines }: InitiativeState): readonly Row[] =>
  rebaselines.map((rebaseline) => ({
    initiative_id: id,
    id: rebaseline.id,
    program_id: programId,
    state: rebaseline.state,
    proposed_by: rebaseline.proposedBy,
    proposed_at: rebaseline.proposedAt,
    decided_by: rebaseline.decidedBy ?? null,
    decided_at: rebaseline.decidedAt ?? null,
  }));
