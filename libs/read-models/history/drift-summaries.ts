import { gradeOf } from '#domain/balance/grades.js';
import type { DriftEvent } from '#domain/drift/events.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import type { Summaries } from './summaries.js';
import { driftWords } from './words.js';

export const driftSummaries: Summaries<DriftEvent | EvaluationEvent> = {
  BalanceEvaluated: ({ data: { on, balance } }) => {
    if (balance.nothingDueYet)
      return {
        zh: `${on} 的平衡度评估：尚无到期的里程碑，暂不评级。`,
        en: `The balance on ${on} was evaluated: nothing is due yet, so there is no grade.`,
      };
    const { nameZh, nameEn } = gradeOf(balance.level);
    const d = balance.d.toFixed(3);
    return {
      zh: `${on} 的平衡度评估：D = ${d}，${nameZh}。`,
      en: `The balance on ${on} was evaluated: D = ${d}, ${nameEn.toLowerCase()}.`,
    };
  },
  DriftFlagged: ({ data: { on, kind, pillar } }) => {
    const { zh, en } = driftWords(kind, pillar);
    return { zh: `${on} 触发偏移预警：${zh}。`, en: `Drift was flagged on ${on}: ${en}.` };
  },
  DriftAcknowledged: ({ data: { note } }) => ({ zh: `已知悉偏移：${note}。`, en: `Drift was acknowledged: ${note}.` }),
  DriftCleared: ({ data: { on, kind, pillar } }) => {
    const { zh, en } = driftWords(kind, pillar);
    return { zh: `${zh}的偏移预警已于 ${on} 解除。`, en: `The alarm “${en}” was cleared on ${on}.` };
  },
};
