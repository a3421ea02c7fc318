import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { omitNullish } from '#domain/omit-nullish.js';
import { Failure } from '../failure.js';
import { sayIn } from '#application/starting/language.js';
import { noProgress } from '../output/progress.js';
import type { Evenkeel, ImportAnswer, LinesToImport } from '../transport/evenkeel.js';
import { historyProgramId, importHistory, tryHistory } from './import-history.js';
import type { HistoryPhase } from './phases.js';
import type { ImportLine } from './program-lines.js';

/** Accepts every line except those that `refuses` names. */
class Recording implements Pick<Evenkeel, 'importLines' | 'timeZone'> {
  readonly calls: LinesToImport[] = [];

  constructor(
    private readonly refuses: (line: ImportLine) => string | undefined = () => undefined,
    private readonly zone?: string,
    /** How many Sundays are due at the end: the first call evaluates two, the second one. */
    private due = 0,
  ) {}

  timeZone(): Promise<string | undefined> {
    return Promise.resolve(this.zone);
  }

  importLines(call: LinesToImport): Promise<ImportAnswer> {
    this.calls.push(call);
    const rejected = call.lines.flatMap((line, i) => {
      const code = this.refuses(line);
      return code === undefined ? [] : [{ line: call.firstLine + i, code, message: 'no' }];
    });
    return Promise.resolve({
      accepted: call.lines.length - rejected.length,
      unchanged: 0,
      rejected,
      warnings: [],
      evaluated: call.complete && this.due > 0 ? this.due-- : 0,
    });
  }

  of(kind: string): ImportLine[] {
    return this.calls.flatMap(({ lines }) => lines).filter((line) => (line.kind ?? 'status') === kind);
  }
}

const status = (day: string, initiative: string, title = 'A title', more: ImportLine = {}): ImportLine => ({
  at: `${day}T10:00:00.000Z`,
  actor: 'p-1',
  initiative,
  title,
  unit: 'u',
  pillar: 'PROCESS',
  status: 'provisional',
  owner: null,
  milestones: [],
  ...more,
});

describe('importing a history', () => {
  let folder: string;
  let problems: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenkeel-history-'));
    problems = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const importing = (lines: readonly (ImportLine | string)[], target: Recording, phases?: readonly HistoryPhase[], timeZone?: string) => {
    const path = join(folder, 'history.ndjson');
    writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    return importHistory(
      { path, importedFrom: 'history.ndjson', name: 'KEP', now: '2026-01-01T00:00:00.000Z', ...omitNullish({ phases, timeZone }) },
      target as unknown as Evenkeel,
      {
        say: sayIn('en'),
        progress: noProgress,
        problem: (kind, where, { code }) => problems.push(`${kind} ${where} ${code}`),
      },
    );
  };

  it('charters no program where no line can be imported, and says what is wrong with each', async () => {
    const target = new Recording();
    const lines = [status('2020-03-02', 'A', 'A title', { pillar: 'NONE' }), 'no JSON', status('2030-01-01', 'B')];
    await expect(importing(lines, target)).rejects.toThrow('nothing was recorded');
    expect(target.calls).toEqual([]);
    expect(problems.map((problem) => problem.split(' ').slice(0, 3).join(' '))).toEqual([
      'rejected line 1',
      'rejected line 2',
      'rejected line 3',
    ]);
  });

  it('charters no program for a line that only achieves what lies ahead of it', async () => {
    const target = new Recording();
    const milestones = [{ key: 'a', due: '2020-04-01', achieved: '2020-03-03' }];
    await expect(importing([status('2020-03-02', 'A', 'A title', { milestones })], target)).rejects.toThrow('nothing was recorded');
    expect(target.calls).toEqual([]);
    expect(problems).toEqual(['rejected line 1 DATE_IN_FUTURE']);
  });

  it('only tried, says the same of each line by itself, and sends nothing', async () => {
    const path = join(folder, 'history.ndjson');
    const lines = [status('2020-03-02', 'A'), status('2020-03-02', 'B', 'B title', { status: 'odd' }), { at: 'never' }];
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    const messages: string[] = [];
    const problem = (kind: string, where: string, { code, message }: { code: string; message: string }): void =>
      void messages.push(`${kind} ${where} ${code}: ${message}`);
    const tried = await tryHistory({ path, now: '2026-01-01T00:00:00.000Z' }, { say: sayIn('en'), progress: noProgress, problem });
    expect(tried).toEqual({ accepted: 2, rejected: 1, warnings: 1 });
    expect(messages).toEqual([
      expect.stringMatching(/^warning line 2 STATUS_UNKNOWN: .*\(status: “odd”\)$/),
      expect.stringMatching(/^rejected line 3 /),
    ]);
  });

  it('ends by having every Sunday evaluated that is due, as often as some were', async () => {
    const target = new Recording(undefined, undefined, 2);
    const { accepted } = await importing([status('2020-03-02', 'A')], target);
    expect(target.calls.filter(({ complete }) => complete)).toHaveLength(3);
    expect(accepted).toBe(target.calls.flatMap(({ lines }) => lines).length + 2 + 1);
  });

  it('sends the charter, the gates, every line and the Sundays, in this order, into the program of that name', async () => {
    const target = new Recording();
    const lines = [status('2020-03-02', 'A'), status('2020-03-20', 'B')];
    const report = await importing(lines, target);
    const kinds = target.calls.flatMap(({ lines }) => lines).map((line) => line.kind ?? 'status');
    expect(kinds).toEqual(['charter', 'enterPhase', 'enterPhase', 'enterPhase', 'status', 'status', 'evaluate', 'evaluate']);
    expect(target.of('status')).toEqual(lines);
    expect(new Set(target.calls.map(({ programId }) => programId))).toEqual(new Set([historyProgramId('KEP')]));
    expect(target.calls.at(-1)).toMatchObject({ lines: [], complete: true });
    expect(report).toEqual({ programId: historyProgramId('KEP'), timeZone: 'UTC', accepted: 8, unchanged: 0, rejected: 0, warnings: 0 });
  });

  /** A full batch of lines of other initiatives, so that the lines before it have been answered. */
  const batch = (prefix: string) => Array.from({ length: 200 }, (_, i) => status('2020-03-10', `${prefix}-${i}`));
  const sentOf = (initiative: string, target: Recording) =>
    target
      .of('status')
      .filter((line) => line.initiative === initiative)
      .map(({ at }) => String(at).slice(0, 10));

  it('does not send a line that says what the one before it of its initiative said', async () => {
    const target = new Recording();
    const report = await importing(
      [
        status('2020-03-02', 'A'),
        ...batch('I'),
        // The spelling of the status and the actor do not change what a line means.
        status('2020-03-12', 'A', 'A title', { status: 'implementable', actor: 'p-2' }),
        status('2020-03-13', 'A', 'Another title'),
        status('2020-03-14', 'A'),
      ],
      target,
    );
    expect(sentOf('A', target)).toEqual(['2020-03-02', '2020-03-13', '2020-03-14']);
    expect(report).toMatchObject({ unchanged: 1, rejected: 0 });
  });

  it('sends a line again where the one before it, which said the same, was refused', async () => {
    const target = new Recording(({ at }) => (at === '2020-03-02T10:00:00.000Z' ? 'OCCURRED_BEFORE_LAST' : undefined));
    const report = await importing(
      [status('2020-03-02', 'A'), ...batch('J'), status('2020-03-12', 'A'), ...batch('K'), status('2020-03-13', 'A')],
      target,
    );
    expect(sentOf('A', target)).toEqual(['2020-03-02', '2020-03-12']);
    expect(report).toMatchObject({ rejected: 1, unchanged: 1 });
    expect(problems).toEqual(['rejected line 1 OCCURRED_BEFORE_LAST']);
  });

  it('sends a line along with one that says the same and has not been answered, and compares the next one with it', async () => {
    const target = new Recording(({ at }) => (at === '2020-03-02T10:00:00.000Z' ? 'OCCURRED_BEFORE_LAST' : undefined));
    await importing([status('2020-03-02', 'A'), status('2020-03-03', 'A'), ...batch('L'), status('2020-03-12', 'A')], target);
    expect(sentOf('A', target)).toEqual(['2020-03-02', '2020-03-03']);
  });

  it('reports a bad line by its number and loses nothing else', async () => {
    const target = new Recording(({ title }) => (title === 'bad' ? 'TITLE_EMPTY' : undefined));
    const report = await importing(
      [status('2020-03-02', 'A'), '', '{"at":', '[1]', status('2020-03-03', 'B', 'bad'), status('2020-03-04', 'C')],
      target,
    );
    expect(problems).toEqual(['rejected line 3 LINE_MALFORMED', 'rejected line 4 LINE_MALFORMED', 'rejected line 5 TITLE_EMPTY']);
    expect(target.of('status').map(({ initiative }) => initiative)).toEqual(['A', 'B', 'C']);
    expect(report).toMatchObject({ rejected: 3 });
  });

  it('warns of a line that it does not send, too', async () => {
    const target = new Recording();
    const rest = Array.from({ length: 200 }, (_, i) => status('2020-03-02', `I-${i}`));
    const odd = status('2020-03-03', 'I-0', 'A title', { status: 'TBD' });
    expect(await importing([...rest, odd], target)).toMatchObject({ unchanged: 1, warnings: 1 });
    expect(problems).toEqual(['warning line 201 STATUS_UNKNOWN']);
  });

  it('does not send a line that cannot be stored: an api would refuse the whole request', async () => {
    const target = new Recording();
    const lines = [
      status('2020-03-02', 'A'),
      status('2020-03-03', 'B', 'a\0b'),
      status('2020-03-03', 'B', 'a\ud800b'),
      status('2020-03-03', 'B', 'too large', { note: 'x'.repeat(300_000) }),
      status('2020-03-04', 'C'),
    ];
    expect(await importing(lines, target)).toMatchObject({ rejected: 3 });
    expect(target.of('status').map(({ initiative }) => initiative)).toEqual(['A', 'C']);
    expect(problems).toEqual(['rejected line 2 TEXT_NOT_STORABLE', 'rejected line 3 TEXT_NOT_STORABLE', 'rejected line 4 LINE_TOO_LARGE']);
  });

  it('sends many lines in batches that keep their order', async () => {
    const target = new Recording();
    const lines = Array.from({ length: 450 }, (_, i) => status('2020-03-02', `I-${i}`));
    await importing(lines, target);
    expect(target.of('status')).toEqual(lines);
    expect(Math.max(...target.calls.map((call) => call.lines.length))).toBeLessThanOrEqual(200);
  });

  it('goes on where the program was chartered before by a shorter file: its charter and gates stay, which is told and no fault', async () => {
    const target = new Recording(({ kind }) =>
      kind === 'charter' ? 'PROGRAM_ALREADY_CHARTERED' : kind === 'enterPhase' ? 'PHASE_ALREADY_ENTERED' : undefined,
    );
    const report = await importing([status('2020-03-02', 'A')], target);
    expect(target.of('status')).toHaveLength(1);
    expect(report).toMatchObject({ accepted: 1, unchanged: 4, rejected: 0, warnings: 4 });
    expect(problems).toEqual([
      'warning charter PROGRAM_ALREADY_CHARTERED',
      'warning gate to DESIGN PHASE_ALREADY_ENTERED',
      'warning gate to BUILD PHASE_ALREADY_ENTERED',
      'warning gate to EMBED PHASE_ALREADY_ENTERED',
    ]);
  });

  it('takes the Sundays that the import of a shorter file has evaluated as they are, without a word', async () => {
    const target = new Recording(({ kind }) => (kind === 'evaluate' ? 'EVALUATION_NOT_LATER' : undefined));
    const report = await importing([status('2020-03-02', 'A'), status('2020-03-20', 'A', 'B')], target);
    const { length } = target.of('evaluate');
    expect(length).toBeGreaterThan(1);
    expect(report).toMatchObject({ accepted: 4 + 2, unchanged: length, rejected: 0, warnings: 0 });
    expect(problems).toEqual([]);
  });

  it('rejects the charter and the gates of a file of phases where the program has others', async () => {
    const target = new Recording(({ kind }) =>
      kind === 'charter' ? 'PROGRAM_ALREADY_CHARTERED' : kind === 'enterPhase' ? 'PHASE_ALREADY_ENTERED' : undefined,
    );
    const emphasis = { leadership: 1, culture: 1, process: 1, technology: 1 };
    const phases = [
      { key: 'ONE', name: 'One', endsOn: '2020-03-20', emphasis, enteredOn: '2020-03-01' },
      { key: 'TWO', name: 'Two', endsOn: '2020-12-31', emphasis, enteredOn: '2020-03-21' },
    ];
    expect(await importing([status('2020-03-02', 'A')], target, phases)).toMatchObject({ rejected: 2, warnings: 0 });
    expect(target.of('status')).toHaveLength(1);
  });

  it.each([
    [undefined, undefined, 'UTC'],
    ['Asia/Shanghai', undefined, 'Asia/Shanghai'],
    [undefined, 'Asia/Shanghai', 'Asia/Shanghai'],
    ['Asia/Shanghai', 'Asia/Shanghai', 'Asia/Shanghai'],
  ])('reads days, asked for %s in a program of %s, as those of %s', async (asked, kept, zone) => {
    const target = new Recording(undefined, kept);
    expect(await importing([status('2020-03-02', 'A')], target, undefined, asked)).toMatchObject({ timeZone: zone });
    expect(target.of('charter')[0]).toMatchObject({ timeZone: zone });
  });

  it('sends nothing into a program that keeps its days in another zone than the one asked for', async () => {
    const target = new Recording(undefined, 'UTC');
    const imported = importing([status('2020-03-02', 'A')], target, undefined, 'Asia/Shanghai');
    await expect(imported).rejects.toThrow(/--time-zone: the program “KEP” was chartered in UTC/);
    expect(target.calls).toEqual([]);
  });

  it('stops where the program cannot be chartered', async () => {
    const target = new Recording(({ kind }) => (kind === 'charter' ? 'TEXT_TOO_LONG' : undefined));
    await expect(importing([status('2020-03-02', 'A')], target)).rejects.toThrow(Failure);
    expect(target.of('status')).toEqual([]);
  });

  it('refuses a file without a line that has an instant', async () => {
    await expect(importing(['{}', 'x'], new Recording())).rejects.toThrow(Failure);
  });

  it('measures the program by its lines up to now: a line of the future does not stretch it', async () => {
    const target = new Recording();
    await importing([status('2020-03-02', 'A'), status('2020-03-20', 'B'), status('2099-01-01', 'C')], target);
    expect(target.of('charter')[0]).toMatchObject({ startsOn: '2020-03-02', endsOn: '2020-03-20' });
    expect(target.of('status')).toHaveLength(3);
  });
});
