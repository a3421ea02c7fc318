interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): string };
}

const WORKER = '/sw.js';

/** Starts the service worker, which opens the app without a connection. Browsers have them only under https and on localhost. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => void navigator.serviceWorker.register(workerAddress()).catch(() => undefined));
}

/** Where the browser has Trusted Types, this is the only script address that the app may make. */
function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  if (!trustedTypes) return WORKER;
  return trustedTypes.createPolicy('evenkeel', { createScriptURL: () => WORKER }).createScriptURL(WORKER);
}
