import type { Plugin } from 'vite';
import { createHash } from 'node:crypto';

/**
 * Writes sw.js, which keeps the files of this build so that the app opens without a connection, and version.json, by which open pages
 * see that there is a newer build. Answers of the api are not kept: they belong to whoever is signed in.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const version = createHash('sha256').update(files.sort().join('\n')).digest('hex').slice(0, 12);
      this.emitFile({ type: 'asset', fileName: 'version.json', source: JSON.stringify({ version }) });
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: workerText(version, files) });
    },
  };
}

const workerText = (version: string, files: readonly string[]): string => `const NAME = 'evenkeel-${version}';
const FILES = ${JSON.stringify(['/', '/icon.svg', '/theme.js', '/manifest.webmanifest', ...files.map((name) => `/${name}`)])};

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// Pages come from the network while there is one; without, every address opens the app, which shows what it kept.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/assets/') || pathname === '/theme.js') event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(fetch(request).catch(() => caches.match('/')));
});

const isPage = (path) => /^\\/(|programs.*|initiatives.*|my-work|review|people|account|settings.*)$/.test(path);
`;
