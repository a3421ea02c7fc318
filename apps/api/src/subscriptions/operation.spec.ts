import { TrustedDocuments } from '../engine/trusted-documents.js';
import { expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { operationOf } from './operation.js';
import type { SharedArgs } from './shared-subscriptions.js';

const schema = buildSchema('type Query { a: Int } type Subscription { tick(of: Int, at: Int): Int tock: Int }');

const asked = {
  query: 'subscription A($of: Int) { tick(of: $of) } ',
  operationName: 'A' as string | null,
  variables: { of: 1 },
  language: 'en',
  id: 'ann',
  administrator: false,
};

function questionOf({ query, operationName, variables, language, id, administrator }: typeof asked): string {
  const context = { principal: { id, administrator }, language } as unknown as RequestContext;
  return (operationOf(schema, new TrustedDocuments(), { query, operationName, variables }, context) as SharedArgs).question;
}

it.each([
  ['another query', { query: 'subscription A($of: Int) { tock: tick(of: $of) }' }],
  ['other variables', { variables: { of: 2 } }],
  ['another language', { language: 'zh' }],
  ['other rights', { administrator: true }],
])('%s is another question', (_, other) => {
  expect(questionOf({ ...asked, ...other })).not.toBe(questionOf(asked));
});

it('another operation of the same document is another question', () => {
  const two = { ...asked, query: 'subscription A { tick } subscription B { tock }', variables: {} as { of: number } };
  expect(questionOf({ ...two, operationName: 'B' })).not.toBe(questionOf(two));
});

it('its answers are worked on in slices of time', () => {
  const context = { principal: { id: 'ann', administrator: false }, language: 'en', isLong: false } as unknown as RequestContext;
  operationOf(schema, new TrustedDocuments(), { query: asked.query, operationName: 'A', variables: {} }, context);
  expect(context.isLong).toBe(true);
});

it('the same asked by another person is another question: each sees what that person may see', () => {
  expect(questionOf(asked)).toBe(questionOf(asked));
  expect(questionOf({ ...asked, id: 'bob' })).not.toBe(questionOf(asked));
});
