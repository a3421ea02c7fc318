import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { makePage, type GraphiqlPage } from './page.js';

/** Makes GraphiQL's page when it is first asked for, once for all, in a thread of its own: nothing else waits for it. */
export class GraphiqlPages {
  private made: Promise<GraphiqlPage> | undefined;

  /** @param thread the entry of the thread; without it the page is made here, where everything else waits */
  constructor(private readonly thread?: URL) {}

  /** @throws whatever ended the thread; the next call starts another one */
  page(): Promise<GraphiqlPage> {
    this.made ??= (this.thread ? madeIn(this.thread) : makePage()).catch((error: unknown) => {
      this.made = undefined;
      throw error;
    });
    return this.made;
  }
}

async function madeIn(entry: URL): Promise<GraphiqlPage> {
  const thread = new Worker(entry);
  try {
    const ended = once(thread, 'exit').then(() => Promise.reject(new Error('The thread that makes the page of GraphiQL has ended.')));
    const [{ html, contentSecurityPolicy }] = await Promise.race([once(thread, 'message') as Promise<[GraphiqlPage]>, ended]);
    return { html: Buffer.from(html.buffer, html.byteOffset, html.byteLength), contentSecurityPolicy };
  } finally {
    await thread.terminate();
  }
}
