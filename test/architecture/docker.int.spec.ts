import { describe, expect, it } from '@jest/globals';
import { DCLinter } from 'dclint';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configurationFrom } from '#application/starting/configuration.js';
import { parseConnectionString } from '#event-store/eventstoredb/client/connection-string.js';
import { deadlines } from '#event-store/eventstoredb/client/deadlines.js';
import { LIMITS } from '../../apps/api/src/limits/limits.js';
import { run } from '../../apps/cli/src/cli.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Linter {
  lintFiles(paths: string[], recursive: boolean): { messages: { type: string; message: string }[] }[];
}
/** The package's types name their files in a way that TypeScript cannot resolve for ES modules. */
const Linter = DCLinter as unknown as new (configuration: object) => Linter;

const text = (path: string): string => readFileSync(path, 'utf8');
const all = (pattern: RegExp, within: string): string[] => [...within.matchAll(pattern)].map((match) => match[1]!);
const first = (pattern: RegExp, within: string): string => pattern.exec(within)?.[1] ?? `nothing like ${pattern}`;

/** The parts of a service that the tests use; the schema checks the rest. */
interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[] };
  readonly user?: string;
}

const dockerfile = text('docker/Dockerfile');
const nginx = text('docker/nginx.conf');
const readme = text('docker/README.md');
const composeText = text('docker/compose.yaml');
const token = 'a-token-that-nobody-guesses-0123456789';
/** The file as Compose reads it, with every required variable set to `secret`, except the token, which has a rule. */
const compose = composeText.replace(
  /\$\{([A-Z_]+)(?::-([^}]*)|:\?[^}]*)\}/g,
  (_, name: string, fallback?: string) => fallback ?? (name === 'EVENKEEL_ADMIN_TOKEN' ? token : 'secret'),
);
const merged = parse(compose, { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
  readonly networks: object;
};
const { services, volumes, networks } = merged;
const entries = Object.entries(services);
const lasting = entries.filter(([name]) => name !== 'certificates' && name !== 'cli');
const ours = entries.filter(([, { image }]) => image.startsWith('evenkeel:'));
const sourceOf = (script: string): string => script.replace(/^dist\//, '').replace(/\.js$/, '.ts');
const port = first(/ PORT=(\d+)/, dockerfile);

describe('docker/compose.yaml', () => {
  it('is a Compose file to the letter of its schema, with a tag for every image', () => {
    const { folder, remove } = temporaryFolder();
    const file = join(folder, 'compose.yaml');
    writeFileSync(file, JSON.stringify(merged));
    const linter = new Linter({ rules: { 'no-build-and-image': 0 }, quiet: true, debug: false, exclude: [] });
    const messages = linter.lintFiles([file], false).flatMap((result) => result.messages);
    remove();
    expect(messages.filter(({ type }) => type === 'error').map(({ message }) => message)).toEqual([]);
  });

  it('holds every service to the same: a health check, not root, no capability, a limit, logs that end, a restart', () => {
    const services = ['node1', 'node2', 'node3', 'postgres', 'api-1', 'api-2', 'projector', 'projector-standby', 'proxy'];
    expect(lasting.map(([name]) => name)).toEqual(services);
    for (const [name, service] of lasting) {
      const checked = service.healthcheck?.test !== undefined || service.image.startsWith('evenkeel:');
      // The images of KurrentDB and Evenkeel set their user themselves.
      const user = service.user ?? (/^(evenkeel:|docker\.kurrent\.io\/)/.test(service.image) ? 'its own' : 'root');
      expect({ name, checked, root: ['root', '0'].includes(user), ...service }).toMatchObject({
        name,
        checked: true,
        root: false,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        mem_limit: expect.any(String),
        logging: { driver: 'local' },
        restart: 'unless-stopped',
      });
    }
    for (const [, service] of ours) expect(service).toMatchObject({ init: true, read_only: true });
  });

  it('lets nobody in but through the proxy, on this machine alone', () => {
    expect(entries.filter(([, service]) => service.ports).map(([name]) => name)).toEqual(['proxy']);
    expect(services['proxy']!.ports).toEqual([`127.0.0.1:8080:${first(/listen (\d+)/, nginx)}`]);
    expect(networks).toMatchObject({ cluster: { internal: true } });
    for (const [name, service] of lasting) expect(service.networks).toEqual(name === 'proxy' ? ['cluster', 'outside'] : ['cluster']);
  });

  it('names services, volumes, networks, files and programs that exist', () => {
    for (const [, service] of entries) {
      for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(services)).toContain(other);
      for (const network of service.networks ?? []) expect(Object.keys(networks)).toContain(network);
      for (const [from] of (service.volumes ?? []).map((volume) => volume.split(':'))) {
        if (!from!.startsWith('.')) expect(Object.keys(volumes)).toContain(from);
        else if (from !== './transfer') expect({ from, there: existsSync(join('docker', from!)) }).toEqual({ from, there: true });
      }
      for (const script of [...(service.command ?? []), ...(service.entrypoint ?? [])].filter((part) => part.startsWith('dist/')))
        expect({ script, there: existsSync(sourceOf(script)) }).toEqual({ script, there: true });
      if (service.build) expect(existsSync(join('docker', service.build.context, service.build.dockerfile))).toBe(true);
    }
    const used = entries.flatMap(([, service]) => (service.volumes ?? []).map((volume) => volume.split(':')[0]!));
    for (const volume of Object.keys(volumes)) expect(used).toContain(volume);
  });

  it('takes every variable from example.env, which has no other', () => {
    expect(new Set(all(/^(?:# )?([A-Z_]+)=/gm, text('docker/example.env')))).toEqual(new Set(all(/\$\{([A-Z_]+)/g, composeText)));
  });

  it('gives our programs variables that they read, and addresses and files that they find', () => {
    for (const [name, { environment = {}, volumes: mounted = [] }] of ours) {
      const configuration = configurationFrom(environment as Record<string, string>);
      for (const key of Object.keys(environment)) expect({ name, key, read: key in configuration }).toEqual({ name, key, read: true });
      const { url, tls, credentials } = parseConnectionString(configuration.EVENTSTORE_URL!);
      expect({ tls, credentials }).toEqual({ tls: true, credentials: { username: 'admin', password: 'secret' } });
      expect(all(/(node\d):2113/g, url)).toEqual(['node1', 'node2', 'node3']);
      expect(mounted).toContain(`trusted:${first(/tlsCAFile=(.+)\/ca\.crt$/, url)}:ro`);
      const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, ...unread } = services['postgres']!.environment!;
      expect(unread).toEqual({});
      expect(configuration.DATABASE_URL).toBe(`postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@postgres:5432/${POSTGRES_DB}`);
    }
  });

  it('gives the nodes options that KurrentDB has, files of their own, and the other two as seeds', () => {
    const script = text('docker/certificates.sh');
    for (const nth of [1, 2, 3]) {
      const { environment = {}, volumes: mounted = [], networks: own, healthcheck } = services[`node${nth}`]!;
      expect(healthcheck!.test).toContain('https://localhost:2113/health/live');
      expect(Object.keys(environment).filter((option) => !KURRENTDB.has(option))).toEqual([]);
      const seeds = [1, 2, 3].filter((other) => other !== nth).map((other) => `node${other}:2113`);
      expect({ own, ...environment }).toMatchObject({
        own: ['cluster'],
        KURRENTDB_GOSSIP_SEED: seeds.join(','),
        KURRENTDB_NODE_HOST_ADVERTISE_AS: `node${nth}`,
        KURRENTDB_REPLICATION_HOST_ADVERTISE_AS: `node${nth}`,
        KURRENTDB_DEFAULT_ADMIN_PASSWORD: 'secret',
      });
      for (const option of ['CERTIFICATE_FILE', 'CERTIFICATE_PRIVATE_KEY_FILE', 'TRUSTED_ROOT_CERTIFICATES_PATH']) {
        const path = String(environment[`KURRENTDB_${option}`]);
        expect({ path, volume: mounted.find((volume) => path.startsWith(volume.split(':')[1]!)) }).toEqual({
          path,
          volume: path === '/certificates/trusted' ? 'trusted:/certificates/trusted:ro' : `node${nth}-certificate:/certificates/own:ro`,
        });
        expect(script).toContain(path.replace('/certificates/own', '$node/new').replace('/certificates/', ''));
      }
      expect(services['certificates']!.volumes).toContain(`node${nth}-certificate:/certificates/node${nth}`);
    }
    expect(script).toContain('for node in node1 node2 node3;');
    expect(script).toContain('-dns-names "localhost,$node"');
  });
});

describe('docker/nginx.conf', () => {
  it('leads to both replicas, wherever they are now, and sends no command twice', () => {
    expect(all(/server ([\w-]+:\d+) resolve /g, nginx)).toEqual([`api-1:${port}`, `api-2:${port}`]);
    expect(nginx).toMatch(/resolver 127\.0\.0\.11 /);
    expect(nginx).not.toContain('non_idempotent');
    expect(services['proxy']!.healthcheck!.test).toContain(`http://127.0.0.1:${first(/listen (\d+)/, nginx)}/health/live`);
  });

  it('takes what the api takes and waits longer than the api does', () => {
    expect(Number(first(/client_max_body_size (\d+)m;/, nginx)) * 1024 * 1024).toBeGreaterThan(LIMITS.bodyBytes);
    expect(Number(first(/proxy_read_timeout (\d+)m;/, nginx)) * 60_000).toBeGreaterThan(LIMITS.requestMs + deadlines.totalMs);
  });
});

describe('docker/Dockerfile', () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  it('copies what exists and is let through, and runs programs that are built', () => {
    const passed = all(/^!(.+)$/gm, text('docker/Dockerfile.dockerignore'));
    for (const line of all(/^COPY (?!--from)(.+)$/gm, dockerfile))
      for (const source of line.split(' ').slice(0, -1))
        expect({ source, there: existsSync(source), passed: passed.includes(source) }).toEqual({ source, there: true, passed: true });
    // The build writes the web app into dist too.
    expect(last).toContain('COPY --from=build /app/dist dist\n');
    expect((JSON.parse(text('package.json')) as { scripts: Record<string, string> }).scripts).toMatchObject({
      build: expect.stringContaining('npm run build:web'),
      'build:web': expect.stringContaining('vite build apps/web'),
    });
    for (const script of all(/"node", "([^"]+)"/g, last))
      expect({ script, there: existsSync(sourceOf(script)) }).toEqual({ script, there: true });
    for (const stage of all(/^COPY --from=(\S+)/gm, dockerfile)) expect(all(/^FROM \S+ AS (\S+)/gm, dockerfile)).toContain(stage);
  });

  it('builds on a base that can be pinned, leaves the tools behind, is not root, says how it is', () => {
    expect(new Set(all(/^FROM (\S+)/gm, dockerfile))).toEqual(new Set(['${NODE_IMAGE}']));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK .+ CMD \["node", "docker\/healthcheck\.mjs"\]$/m);
    expect(last).toMatch(new RegExp(`^EXPOSE ${port}$`, 'm'));
    expect(last).not.toMatch(/apt-get|npm/);
    expect(dockerfile).toContain('npm ci --omit=dev');
    for (const key of all(/([A-Z_]+)=\S+/g, first(/^ENV (.+)$/m, dockerfile)))
      expect(['NODE_ENV', ...Object.keys(configurationFrom({}))]).toContain(key);
  });
});

describe('docker/README.md', () => {
  const commands = all(/docker compose -f docker\/compose\.yaml ([^\n`]+)/g, readme).map((line) =>
    line.replace(/ +[<>#] .*/, '').split(/ +/),
  );

  it('gives commands with services that exist, and commands and options that the CLI has', async () => {
    for (const [verb = '', ...words] of commands) {
      const verbs = ['build', 'exec', 'logs', 'restart', 'rm', 'run', 'stop', 'up'];
      expect(verbs).toContain(verb);
      const names = words.filter((word) => !/^-|^"/.test(word));
      const named = verb === 'run' || verb === 'exec' ? names.slice(0, 1) : names;
      for (const name of named) expect(Object.keys(services)).toContain(name);
      if (!words.includes('cli')) continue;
      const asked = words.slice(words.indexOf('cli') + 1);
      const help = await helpOn(asked.filter((word) => /^[a-z]+$/.test(word)));
      expect(help).toContain(`evenkeel ${asked[0]} `);
      for (const option of asked.filter((word) => word.startsWith('--'))) expect(help).toContain(option);
    }
  });

  it('names files and variables that exist', () => {
    for (const file of all(/(docker\/[\w.-]+)/g, readme).filter((path) => !['docker/.env', 'docker/transfer'].includes(path)))
      expect({ file, there: existsSync(file) }).toEqual({ file, there: true });
    for (const name of all(/`([A-Z_]+_(?:IMAGE|TOKEN))[=`]/g, readme)) expect(text('docker/example.env')).toContain(`${name}=`);
    for (const volume of all(/ evenkeel_([\w-]+)/g, readme)) expect(Object.keys(volumes)).toContain(volume);
    expect(readme).toContain(`evenkeel:${(JSON.parse(text('package.json')) as { version: string }).version}`);
  });
});

/** The documented options of KurrentDB 26.0 that a cluster may need; it does not start with an unknown option. */
const KURRENTDB = new Set(
  [
    'CLUSTER_SIZE DISCOVER_VIA_DNS GOSSIP_SEED NODE_IP NODE_PORT REPLICATION_IP REPLICATION_PORT NODE_HOST_ADVERTISE_AS',
    'REPLICATION_HOST_ADVERTISE_AS ADVERTISE_HOST_TO_CLIENT_AS TRUSTED_ROOT_CERTIFICATES_PATH CERTIFICATE_FILE',
    'CERTIFICATE_PRIVATE_KEY_FILE RUN_PROJECTIONS SECONDARY_INDEXING__ENABLED DISABLE_LOG_FILE TELEMETRY_OPTOUT',
    'DEFAULT_ADMIN_PASSWORD DEFAULT_OPS_PASSWORD',
  ].flatMap((names) => names.split(' ').map((name) => `KURRENTDB_${name}`)),
);

/** The CLI's help for a command; if there is no such command, for its parent. */
async function helpOn(command: readonly string[]): Promise<string> {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const terminal = { environment: {}, say: (_zh: string, en: string) => en, print: say, note: say } as unknown as Terminal;
  await run([...command, '--help'], terminal);
  return said.join('\n');
}
