import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configurationFrom } from '#application/configuration.js';
import { parseConnectionString } from '#event-store/eventstoredb/connection-string.js';

const text = (path: string): string => readFileSync(path, 'utf8');
const all = (pattern: RegExp, within: string): string[] => [...within.matchAll(pattern)].map((match) => match[1]!);

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly args: Record<string, string> };
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Record<string, string | number>;
  readonly depends_on?: Record<string, { readonly condition: string }>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[] | Record<string, { readonly ipv4_address: string }>;
  readonly healthcheck?: object;
  readonly init?: boolean;
}

interface Compose {
  readonly services: Record<string, Service>;
  readonly volumes: Record<string, unknown>;
  readonly networks: Record<string, unknown>;
}

const composeText = text('docker/compose.yaml');
const dockerfile = text('docker/Dockerfile');
const readme = text('docker/README.md');
const { services, volumes, networks } = parse(composeText, { merge: true }) as Compose;
const entries = Object.entries(services);
const ours = entries.filter(([, { image }]) => image === 'evenkeel');

/** What `docker/.env` sets, with something in every place. */
const settings = new Map(all(/^([A-Z_]+)=/gm, text('docker/example.env')).map((name) => [name, 'secret']));
const filledIn = (value: string): string => value.replace(/\$\{([A-Z_]+)[^}]*\}/g, (_, name: string) => settings.get(name) ?? '?');
const sourceOf = (script: string): string => script.replace(/^dist\//, '').replace(/\.js$/, '.ts');

describe('docker/compose.yaml', () => {
  it('runs three nodes, PostgreSQL, two replicas of the api behind a proxy, a projector and a standby', () => {
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining(['node1', 'node2', 'node3', 'postgres', 'api-1', 'api-2', 'proxy', 'projector', 'projector-standby']),
    );
    for (const [, { init }] of ours) expect(init).toBe(true);
  });

  it('names services, volumes, networks, files and programs that exist', () => {
    for (const [name, service] of entries) {
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(Object.keys(services)).toContain(other);
        const healthy = services[other]!.healthcheck !== undefined || services[other]!.image === 'evenkeel';
        if (condition === 'service_healthy') expect({ name, other, healthy }).toEqual({ name, other, healthy: true });
      }
      for (const volume of service.volumes ?? []) {
        const [from, to] = volume.split(':');
        expect(to).toMatch(/^\//);
        if (!from!.startsWith('.')) expect(Object.keys(volumes)).toContain(from);
        else if (from !== './transfer') expect(existsSync(join('docker', from!))).toBe(true);
      }
      const of = service.networks ?? [];
      for (const network of Array.isArray(of) ? (of as string[]) : Object.keys(of)) expect(Object.keys(networks)).toContain(network);
      for (const script of [...(service.command ?? []), ...(service.entrypoint ?? [])].filter((part) => part.startsWith('dist/')))
        expect(existsSync(sourceOf(script))).toBe(true);
      if (service.build) expect(existsSync(join('docker', service.build.context, service.build.dockerfile))).toBe(true);
    }
    const used = new Set(entries.flatMap(([, service]) => (service.volumes ?? []).map((volume) => volume.split(':')[0]!)));
    for (const volume of Object.keys(volumes)) expect(used).toContain(volume);
  });

  it('takes every variable from example.env, and example.env has no other', () => {
    expect(new Set(all(/\$\{([A-Z_]+)/g, composeText))).toEqual(new Set(settings.keys()));
  });

  it('gives our programs variables that they understand, and addresses of services', () => {
    for (const [name, { environment = {} }] of ours) {
      const variables = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, filledIn(String(value))]));
      const configuration = configurationFrom(variables);
      for (const key of Object.keys(variables))
        expect({ name, known: Object.keys(configuration) }).toMatchObject({ known: expect.arrayContaining([key]) });
      const { url, tls, credentials } = parseConnectionString(configuration.EVENTSTORE_URL!);
      expect({ tls, credentials }).toEqual({ tls: true, credentials: { username: 'admin', password: 'secret' } });
      expect(all(/(node\d):2113/g, url)).toEqual(['node1', 'node2', 'node3']);
      const database = new URL(configuration.DATABASE_URL!);
      expect(database.username).toBe(services['postgres']!.environment!['POSTGRES_USER']);
      expect(database.pathname).toBe(`/${String(services['postgres']!.environment!['POSTGRES_DB'])}`);
      expect(Object.keys(services)).toContain(database.hostname);
    }
  });

  it('gives every node its own certificate, its own address and the other two as seeds', () => {
    const script = text('docker/certificates.sh');
    for (const nth of [1, 2, 3]) {
      const { environment = {}, networks: own } = services[`node${nth}`]!;
      const address = (own as Record<string, { ipv4_address: string }>)['cluster']!.ipv4_address;
      expect(environment['KURRENTDB_REPLICATION_IP']).toBe(address);
      expect(address).toBe(`172.30.240.1${nth}`);
      expect(environment['KURRENTDB_CERTIFICATE_FILE']).toBe(`/certificates/node${nth}/node.crt`);
      expect(environment['KURRENTDB_CERTIFICATE_PRIVATE_KEY_FILE']).toBe(`/certificates/node${nth}/node.key`);
      const others = [1, 2, 3].filter((other) => other !== nth).map((other) => `node${other}:2113`);
      expect(environment['KURRENTDB_GOSSIP_SEED']).toBe(others.join(','));
    }
    expect(script).toContain('-dns-names "localhost,node$node"');
    expect(script).toContain('172.30.240.1$node');
    expect(script).toContain('trusted/ca.crt');
  });

  it('has a proxy that leads to the port of both replicas', () => {
    const nginx = text('docker/nginx.conf');
    const port = /PORT=(\d+)/.exec(dockerfile)![1];
    expect(all(/server ([\w-]+:\d+)/g, nginx)).toEqual([`api-1:${port}`, `api-2:${port}`]);
    expect(services['proxy']!.ports).toEqual([`\${EVENKEEL_LISTEN:-127.0.0.1:8080}:${/listen (\d+)/.exec(nginx)![1]}`]);
  });
});

describe('docker/Dockerfile', () => {
  it('copies what exists and is let through, and runs programs that are built', () => {
    const passed = all(/^!(.+)$/gm, text('docker/Dockerfile.dockerignore'));
    for (const line of all(/^COPY (?!--from)(.+)$/gm, dockerfile)) {
      for (const source of line.split(' ').slice(0, -1)) {
        expect(existsSync(source)).toBe(true);
        expect(passed).toContain(source);
      }
    }
    for (const script of all(/"(dist\/[^"]+\.js)"/g, dockerfile)) expect(existsSync(sourceOf(script))).toBe(true);
    for (const script of all(/CMD \["node", "(docker\/[^"]+)"\]/g, dockerfile)) expect(existsSync(script)).toBe(true);
  });

  it('builds from a base that can be pinned, leaves the tools behind and is not run as root', () => {
    for (const base of all(/^FROM (\S+)/gm, dockerfile)) expect(['${NODE_IMAGE}', 'tools']).toContain(base);
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).not.toMatch(/apt-get|npm/);
    expect(dockerfile).toContain('npm ci --omit=dev');
  });
});

describe('docker/README.md', () => {
  it('names services, files and variables that exist', () => {
    const known = [...Object.keys(services), 'up', 'build', 'run', 'exec', 'logs'];
    for (const line of all(/docker compose -f docker\/compose\.yaml ([^\n`]+)/g, readme)) {
      const words = line.split(' ').filter((word) => /^(api-\d|projector|projector-standby|postgres|cli|node\d)$/.test(word));
      for (const word of words) expect(known).toContain(word);
    }
    for (const file of all(/(docker\/[\w.-]+)/g, readme)) {
      if (!['docker/.env', 'docker/transfer'].includes(file)) expect({ file, there: existsSync(file) }).toEqual({ file, there: true });
    }
    for (const name of all(/`([A-Z]+_IMAGE)`/g, readme)) expect([...settings.keys()]).toContain(name);
  });
});
