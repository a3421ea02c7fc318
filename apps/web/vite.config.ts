import { defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';
import { serviceWorker } from './build/service-worker.ts';
import { trustedDocuments } from './build/trusted-documents.ts';

/** Where the api runs while the web app is developed with `npm run dev:web`. */
const API = 'http://127.0.0.1:3000';

const proxy = Object.fromEntries(
  ['/graphql', '/feeds', '/invitation', '/sign-in', '/sign-out', '/welcome', '/device-link', '/health', '/version.json'].map((path) => [
    path,
    { target: API, ws: path === '/graphql', changeOrigin: true, headers: { origin: API }, rewriteWsOrigin: true },
  ]),
);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [trustedDocuments(), serviceWorker(), precompress()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: ['chrome120', 'firefox120', 'safari17'],
    // Inlined data: addresses would need exceptions in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy },
  preview: { proxy },
});
