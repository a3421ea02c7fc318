/** The rules about who may import what (see docs/decisions). test/architecture plants a breach of each rule. */
const libraries = 'event-sourcing|domain|application|identity|event-store|projection-engine|read-models|async';
const npm = (names) => `node_modules/(${names})/`;

/** What each library may import from outside of itself, as path patterns. */
const allowed = {
  async: ['^libs/event-sourcing/'],
  'event-sourcing': ['^libs/async/'],
  domain: ['^libs/event-sourcing/'],
  application: ['^libs/(async|domain|event-sourcing)/', npm('@nestjs/(common|cqrs|config)')],
  identity: [
    '^libs/((async|event-sourcing|event-store)/|projection-engine/database/postgres-client\\.ts$)',
    npm('@nestjs/(common|config)|better-sqlite3|@types/better-sqlite3|lru-cache|pg|@types/pg|typeorm'),
  ],
  'event-store': [
    '^libs/(async|event-sourcing)/',
    npm('@nestjs/(common|config)|better-sqlite3|@types/better-sqlite3|@eventstore/db-client'),
  ],
  'projection-engine': [
    '^libs/(async|event-sourcing)/',
    npm('typeorm|pg|@types/pg|better-sqlite3|@types/better-sqlite3|@nestjs/(common|config|typeorm)'),
  ],
  'read-models': [
    '^libs/(async|domain|event-sourcing|projection-engine)/',
    npm('typeorm|pg|@types/pg|graphql|graphql-scalars|better-sqlite3|@types/better-sqlite3|@nestjs/(common|config|typeorm|graphql)'),
  ],
};

const tests = '(\\.spec\\.ts$|/testing/)';

module.exports = {
  forbidden: [
    ...Object.entries(allowed).map(([library, paths]) => ({
      name: `${library}-reaches-out`,
      severity: 'error',
      from: { path: `^libs/${library}/`, pathNot: tests },
      to: { pathNot: [`^libs/${library}/`, ...paths], dependencyTypesNot: ['core'] },
    })),
    {
      name: 'apps-never-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-never-apps',
      severity: 'error',
      from: { path: `^libs/(${libraries})/` },
      to: { path: '^(apps|bench|test)/', pathNot: '^test/(support|doubles)/' },
    },
    {
      name: 'test-support-for-tests-alone',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { path: '^test/' },
    },
    {
      name: 'one-importer-of-the-db-client',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/event-store/', tests] },
      to: { path: npm('@eventstore/db-client') },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-testing-in-production', severity: 'error', from: { path: '^(apps|libs)/', pathNot: tests }, to: { path: tests } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      // The types of the GraphQL schema, which a fresh clone does not have until `npm run types:web` writes them.
      to: { couldNotResolve: true, pathNot: '^\\./schema$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
    },
  },
};
