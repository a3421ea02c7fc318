import type { Recorded } from '#event-sourcing/event.js';
import { gradeOf } from '#domain/balance/grades.js';
import type { DriftEvent } from '#domain/drift/events.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import { driftWords, type Words } from './words.js';

export function driftSummary(event: Recorded<DriftEvent> | Recorded<EvaluationEvent>): Words {
  switch (event.type) {
    case 'BalanceEvaluated': {
      const { on, balance } = event.data;
      const { nameZh, nameEn } = gradeOf(balance.level);
      const d = balance.d.toFixed(3);
      return {
        zh: `评估 ${on} 的平衡：D = ${d}，${nameZh}。`,
        en: `The balance on ${on} was evaluated: D = ${d}, ${nameEn.toLowerCase()}.`,
      };
    }
    case 'DriftFlagged': {
      const { zh, en } = driftWords(event.data.kind, event.data.pillar);
      return { zh: `${event.data.on} 报告偏移：${zh}。`, en: `Drift was flagged on ${event.data.on}: ${en}.` };
    }
    case 'DriftAcknowledged':
      return { zh: `确认偏移：${event.data.note}。`, en: `Drift was acknowledged: ${event.data.note}.` };
    case 'DriftCleared': {
      const { zh, en } = driftWords(event.data.kind, event.data.pillar);
      return { zh: `${event.data.on} 偏移解除：${zh}。`, en: `Drift was cleared on ${event.data.on}: ${en}.` };
    }
  }
}
