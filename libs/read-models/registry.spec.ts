import { describe, expect, it } from '@jest/globals';
import { PROJECTIONS, questionsAbout, READ_MODELS, type Subject } from './registry.js';

const subjects = Object.keys(READ_MODELS) as Subject[];

describe('the registry of read models', () => {
  it('calls a projection as its subject is called, so that a name means one thing', () => {
    const named = subjects.flatMap((subject) => {
      const model = READ_MODELS[subject];
      return 'projection' in model ? [[subject, model.projection.name]] : [];
    });
    expect(named.length).toBe(PROJECTIONS.length);
    for (const [subject, name] of named) expect(name).toBe(subject);
  });

  it('has a program before what belongs to it', () => {
    expect(PROJECTIONS[0]!.name).toBe('programs');
  });

  it('says where the documents of each projection are found again', () => {
    for (const subject of subjects) {
      const model = READ_MODELS[subject];
      if (!('projection' in model) || model.documents === 'ONE_PER_STREAM') continue;
      const table = (model.projection.tables as Record<string, { columns: object }>)[model.documents.listedIn];
      expect([subject, Object.keys(table!.columns)]).toEqual([subject, expect.arrayContaining(['id', 'program_id'])]);
    }
  });

  it('knows the questions of each subject', () => {
    expect(questionsAbout('drift')).toEqual(['byIds', 'page', 'openCounts', 'peaks']);
    for (const subject of subjects) expect(questionsAbout(subject).length).toBeGreaterThan(0);
  });
});
