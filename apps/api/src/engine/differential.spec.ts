import { beforeAll, describe, expect, it } from '@jest/globals';
import { execute, parse, validate, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { randomFrom } from '#testing/random.js';
import { builtSchema } from '../graphql/schema-text.js';
import { Executor } from './execution.js';
import { FENCE } from './fence.js';
import { answerEverything, type MadeContext } from './testing/made-answers.js';
import { RandomDocuments, type RandomRequest } from './testing/random-documents.js';

const DOCUMENTS = Number(process.env['DIFFERENTIAL_DOCUMENTS'] ?? 2_000);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 1 + (Date.now() % 1_000_000));
const TIMES = 3;

let schema: GraphQLSchema;
let executor: Executor;
beforeAll(async () => {
  schema = await builtSchema();
  answerEverything(schema);
  executor = new Executor(schema);
});

type Answering = (context: MadeContext, request: RandomRequest) => ExecutionResult | Promise<ExecutionResult>;

/** The text of an answer and the number of commands that were executed for it. */
async function told(request: RandomRequest, seed: string, answering: Answering, faults: MadeContext['faults'] = 'any'): Promise<string> {
  const context: MadeContext = { seed, faults, commands: 0, renew: () => undefined };
  const { data, errors } = await answering(context, request);
  return JSON.stringify({ data, errors, commands: context.commands });
}

const byGraphqlJs =
  (): Answering =>
  (contextValue, { text, variables, operationName }) =>
    execute({ schema, document: parse(text), contextValue, variableValues: variables, operationName });

/** Answers through the executor, as the api does. */
function byExecutor({ text }: RandomRequest): Answering {
  const valid = { document: parse(text), executions: 0 };
  return (context, request) => executor.execute(valid, { ...request, context });
}

/** Answers through compiled code from the first request on, without the fence. */
function byCompilerAlone({ text, operationName }: RandomRequest): Answering {
  const compilation = compileQuery(schema, parse(text), operationName ?? undefined);
  return (context, { variables }) => (isCompiledQuery(compilation) ? compilation.query(undefined, context, variables) : compilation);
}

const rulesBrokenBy = ({ text }: RandomRequest): readonly string[] => {
  const document = parse(text);
  return FENCE.filter(({ isBroken }) => isBroken(document)).map(({ name }) => name);
};

describe('what is executed', () => {
  it(`answers ${DOCUMENTS} documents as graphql-js does, every time (seed ${SEED})`, async () => {
    const random = new RandomDocuments(schema, randomFrom(SEED));
    const seen = { documents: 0, compiled: 0, failed: 0 };
    while (seen.documents < DOCUMENTS) {
      const request = random.next();
      if (validate(schema, parse(request.text)).length > 0) continue;
      const seed = `${SEED} ${seen.documents++}`;
      const right = await told(request, seed, byGraphqlJs());
      if (rulesBrokenBy(request).length === 0) seen.compiled++;
      if (right.includes('"errors"')) seen.failed++;
      const answering = byExecutor(request);
      for (let time = 1; time <= TIMES; time++)
        expect({ request, time, answer: await told(request, seed, answering) }).toEqual({ request, time, answer: right });
    }
    // Otherwise the spec would have compared graphql-js with itself, or only answers that are all alike.
    expect(seen.compiled).toBeGreaterThan(DOCUMENTS / 6);
    expect(seen.failed).toBeGreaterThan(DOCUMENTS / 20);
    expect(seen.failed).toBeLessThan(DOCUMENTS / 2);
  }, 300_000);
});

const id = '018f0000-0000-7000-8000-000000000001';
const several = `query Name($id: UUID!) { program(id: $id) { name } }
  mutation Rename($p: UUID!, $n: String!) { renameProgram(input: { programId: $p, name: $n }) { receipt { events } } }`;

/** Each document breaks one rule of the fence; compiled without the fence, it gets a wrong answer at some request. */
const faults: readonly [what: string, rule: string, ...requests: RandomRequest[]][] = [
  [
    'another operation of the document',
    'one query and no other operation',
    { text: several, operationName: 'Rename', variables: { p: id, n: 'x' } },
    { text: several, operationName: 'Name', variables: { id, p: id, n: 'x' } },
  ],
  [
    'a default where null is not allowed',
    'no default for a variable that may not be null',
    {
      text: 'query ($id: UUID!, $first: Int! = 3) { program(id: $id) { initiatives(first: $first) { totalCount } } }',
      operationName: null,
      variables: { id },
    },
  ],
  [
    'a fragment that is spread twice',
    'no directives',
    {
      text: '{ elements { ...F @include(if: false) ...F } } fragment F on Element { key nameEn }',
      operationName: null,
      variables: {},
    },
  ],
  [
    'a condition in one object of two',
    'no directives',
    {
      text: 'query ($no: Boolean!) { a: elements { ...F @include(if: $no) } b: elements { ...F } } fragment F on Element { key nameEn }',
      operationName: null,
      variables: { no: false },
    },
  ],
  [
    'a field that is called __proto__',
    'no field that is to be called __proto__',
    { text: 'query ($id: UUID!) { program(id: $id) { __proto__: name status } }', operationName: null, variables: { id } },
  ],
  [
    'a variable within JSON',
    'no variable within a list or an object',
    {
      text: `mutation ($at: String!) { importStatusLines(input: { programId: "${id}", importedFrom: "f", firstLine: 1, lines: [{ at: $at }] }) { accepted } }`,
      operationName: null,
      variables: { at: '2026-02-01' },
    },
  ],
];

describe('the fence', () => {
  it('keeps the order in which introspection lists', async () => {
    const request = { text: '{ __type(name: "ProgramOrder") { inputFields { name } } }', operationName: null, variables: {} };
    const answering = byExecutor(request);
    const right = await told(request, '', byGraphqlJs());
    expect(right).toMatch(/field.*direction/);
    for (let time = 1; time <= TIMES; time++) expect(await told(request, '', answering)).toBe(right);
  });

  it.each(faults)('keeps out what the compiler alone answers wrongly: %s', async (_what, rule, ...requests) => {
    const alone = byCompilerAlone(requests[0]!);
    const answering = byExecutor(requests[0]!);
    const wrong: boolean[] = [];
    for (let n = 0; n < 40; n++) {
      for (const request of requests) {
        expect(rulesBrokenBy(request)).toContain(rule);
        const right = await told(request, `${n}`, byGraphqlJs(), 'never');
        expect(await told(request, `${n}`, answering, 'never')).toBe(right);
        wrong.push((await told(request, `${n}`, alone, 'never')) !== right);
      }
    }
    expect(wrong).toContain(true);
  });
});
