import { EventStoreError } from './event-store.js';
import type { Position } from '../event.js';

/** Where and how a stored event differs from what was recorded. */
export interface Fault {
  /** CHECKSUM: the columns differ from what was written · JSON: the text cannot be parsed · GAP: an event is missing. */
  readonly kind: 'CHECKSUM' | 'JSON' | 'GAP';
  /** The position of the damaged or missing event; undefined if only the stream is known to have a gap. */
  readonly position?: Position;
  readonly stream?: string;
  readonly revision?: number;
  readonly id?: string;
}

const meanings: Readonly<Record<Fault['kind'], readonly [en: string, zh: string]>> = {
  CHECKSUM: ['is not as it was recorded: its checksum does not fit', '与记录时不同：校验和不符'],
  JSON: ['is not as it was recorded: its JSON cannot be read', '与记录时不同：JSON 无法读取'],
  GAP: ['is missing', '缺失'],
};
const orAccept = '. To go on without what cannot be restored, start once with --accept-loss: that is recorded as an event';
const orAcceptZh = '。若无法恢复、须继续运行，请用 --accept-loss 启动一次：此事会记录为事件';

/** Describes the place of a fault as far as it is known, for messages and reports. */
export function placeOf({ position, stream, revision, id }: Fault): string {
  const parts = [
    position === undefined ? undefined : `position ${position}`,
    stream === undefined ? undefined : `stream ${stream}`,
    revision === undefined ? undefined : `revision ${revision}`,
    id === undefined ? undefined : `id ${id}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** A stored event was changed, damaged or lost. Whatever needs this event cannot be answered; the rest of the store can be used. */
export class EventDamagedError extends EventStoreError {
  /** @param isEnd the event was the last one of its stream; an operator can accept its loss */
  constructor(
    readonly fault: Fault,
    isEnd = false,
  ) {
    const [en, zh] = meanings[fault.kind];
    super(
      'EVENT_DAMAGED',
      `the event at ${placeOf(fault)} ${en}. Run "evenkeel verify" for all such events, and restore them from a backup${isEnd ? orAccept : ''}`,
      false,
      `事件（${placeOf(fault)}）${zh}。请运行 evenkeel verify 查看全部，并从备份恢复${isEnd ? orAcceptZh : ''}`,
    );
    this.name = 'EventDamagedError';
  }
}
