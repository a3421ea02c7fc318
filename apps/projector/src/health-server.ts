import { isStuck } from '#projection-engine/daemon/states/projection-status.js';
import { createServer, type Server } from 'node:http';
import type { LeaderElection } from './leader-election.js';

/** Serves the health of a standby or active projector: `GET /health/live` and `GET /health/ready`. */
export function healthServer(election: LeaderElection): Server {
  return createServer((request, response) => {
    const { status, body } = answerTo(request.url, election);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  });
}

function answerTo(url: string | undefined, { active, trouble }: LeaderElection): { status: number; body: object } {
  if (url === '/health/live') return { status: 200, body: { status: 'ok' } };
  if (url !== '/health/ready') return { status: 404, body: { status: 'unknown' } };
  if (trouble !== undefined) return { status: 503, body: { status: 'down', trouble } };
  const stopped = active?.projections.filter(isStuck) ?? [];
  if (stopped.length > 0) return { status: 503, body: { status: 'down', projections: stopped } };
  return { status: 200, body: { status: 'ok', role: active ? 'active' : 'standby' } };
}
