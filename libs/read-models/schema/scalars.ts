import { isLocalDate } from '#domain/calendar.js';
import { timeZoneCheck } from '#domain/checks.js';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLUUID } from 'graphql-scalars';

/** Values were checked when they came in: checking them again on output costs an eighth of an answer. */
const identity = (value: unknown): unknown => value;

/** Makes a scalar that is written as text: `parse` checks it and returns its stored form. */
function textScalar(name: string, description: string, parse: (text: string) => string): GraphQLScalarType {
  const parseText = (value: unknown): string => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} is written as a string.`);
    return parse(value);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: identity,
    parseValue: parseText,
    parseLiteral: (node: ValueNode) => {
      if (node.kind !== Kind.STRING) throw new GraphQLError(`${name} is written as a string.`, { nodes: node });
      return parseText(node.value);
    },
  });
}

const shown = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

export const UUID = textScalar(
  'UUID',
  'A UUID (RFC 9562), written with hyphens; upper case is accepted and given back in lower case.',
  (text) => {
    GraphQLUUID.parseValue(text);
    return text.toLowerCase();
  },
);

export const LocalDate = textScalar('LocalDate', 'A calendar date, YYYY-MM-DD, from 1900-01-01 to 2200-12-31.', (text) => {
  if (isLocalDate(text)) return text;
  if (/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) throw new GraphQLError(`${shown(text)} is not a day of the calendar.`);
  throw new GraphQLError(`${shown(text)} is not a date from 1900-01-01 to 2200-12-31, written YYYY-MM-DD.`);
});

function instantOf(text: string): string {
  try {
    return GraphQLDateTimeISO.parseValue(text).toISOString();
  } catch {
    throw new GraphQLError(
      `${shown(text)} is neither an instant with its offset, such as 2026-06-30T09:00:00+08:00, nor a date, such as 2026-06-30.`,
    );
  }
}

export const DateTime = textScalar(
  'DateTime',
  'An instant: RFC 3339 with an offset when given, UTC with milliseconds when answered. An argument may also be a date, YYYY-MM-DD, and means the whole day.',
  (text) => {
    if (isLocalDate(text)) return text;
    const instant = instantOf(text);
    if (!isLocalDate(instant.slice(0, 10))) throw new GraphQLError(`${shown(text)} is not between the years 1900 and 2200.`);
    return instant;
  },
);

export const TimeZone = textScalar('TimeZone', 'The IANA name of a time zone, such as Asia/Shanghai.', (text) => {
  if (timeZoneCheck(text)) throw new GraphQLError(`${shown(text)} is not the IANA name of a time zone.`);
  return text;
});

export const PersonId = textScalar(
  'PersonId',
  'The opaque id of a person: 1 to 64 letters, digits, hyphens and underscores. Never a name.',
  (text) => {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(text))
      throw new GraphQLError(`${shown(text)} is not 1 to 64 letters, digits, hyphens or underscores.`);
    return text;
  },
);

export const Position = textScalar(
  'Position',
  'A place in the order of all events. Opaque: compare it, store it, do not take it apart.',
  (text) => text,
);

export const Json = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value.',
  specifiedByURL: null,
  serialize: identity,
});
