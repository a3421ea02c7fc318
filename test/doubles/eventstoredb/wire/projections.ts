import { randomUUID } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import messages from '@eventstore/db-client/generated/projections_pb.js';
import type { EventLog } from '../log/event-log.js';
import { unknownFailure } from './failures.js';
import type { LoggedEvent } from '../log/logged-event.js';
import { Call, type NodeContext } from './node-context.js';

/** An event as a projection's handler receives it, with its source. */
interface ProjectedEvent {
  readonly data: unknown;
  readonly event: LoggedEvent;
}

type Handlers = Readonly<Record<string, ((state: undefined, event: ProjectedEvent) => void) | undefined>>;

/**
 * Projections, as far as tests need links that are made as on the server: `fromStream(…).when({ … linkTo(…) … })`, without a state, and
 * forgotten when the node dies. A caller's query runs in this process.
 */
export const projections = (node: NodeContext): UntypedServiceImplementation => ({
  create: (wire: ServerUnaryCall<messages.CreateReq, messages.CreateResp>, answer: sendUnaryData<messages.CreateResp>): void => {
    void new Call(node, 'projections', wire, answer).isOver('$projections', 'write').then((over) => {
      if (over) return;
      try {
        project(node.log, wire.request.getOptions()!.getQuery());
      } catch {
        return answer(unknownFailure());
      }
      answer(null, new messages.CreateResp());
    });
  },
  // The server's built-in projections (by category and so on) do not exist here.
  enable: (wire: ServerUnaryCall<messages.EnableReq, messages.EnableResp>, answer: sendUnaryData<messages.EnableResp>): void => {
    void new Call(node, 'projections', wire, answer).isOver('$projections', 'write').then((over) => {
      if (!over) answer(null, new messages.EnableResp());
    });
  },
});

function project(log: EventLog, query: string): void {
  const linkTo = (stream: string, { event }: ProjectedEvent): void => {
    const link = {
      id: randomUUID(),
      type: '$>',
      contentType: 'application/octet-stream',
      data: Buffer.from(`${event.revision}@${event.stream}`),
      metadata: Buffer.from(JSON.stringify({ $causedBy: event.id })),
    };
    void log.write({ stream, expected: 'any', events: [link] });
  };
  const fromStream = (stream: string): { readonly when: (handlers: Handlers) => void } => ({
    when: (handlers) => {
      let next = 0;
      const goOn = (): void => {
        for (const event of log.index.eventsOf(stream).slice(next)) {
          next++;
          const data: unknown = event.contentType === 'application/json' ? JSON.parse(event.data.toString('utf8')) : undefined;
          (handlers[event.type] ?? handlers['$any'])?.(undefined, { data, event });
        }
      };
      log.news.on('appended', goOn);
      goOn();
    },
  });
  runInContext(query, createContext({ fromStream, linkTo }));
}
