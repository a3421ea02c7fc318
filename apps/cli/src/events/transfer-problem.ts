import type { Say } from '#application/starting/language.js';

const wordings = {
  FILE_DAMAGED: {
    en: 'this line, or one before it, is not as it was exported: changed, lost, doubled or out of its order',
    zh: '这一行或之前某行与导出时不同：被改动、丢失、重复或次序颠倒',
  },
  FILE_FOREIGN: { en: 'not a file of this kind that evenkeel exported', zh: '不是 evenkeel 导出的这类文件' },
  FILE_GAP: {
    en: 'an event of this stream is missing before this one: it was not exported, and the revisions of a stream have no gaps',
    zh: '该流在此事件之前缺少事件：它没有被导出，而流的修订号不能有空缺',
  },
  FILE_NEWER: {
    en: 'the file was exported by a newer evenkeel, in a format that this one does not know',
    zh: '文件由更新版本的 evenkeel 导出，其格式此处不认识',
  },
  FILE_INCOMPLETE: { en: 'the file ends here, before its last line: it was cut off', zh: '文件在此结束，缺少末行：它被截断了' },
  TARGET_NOT_EMPTY: {
    en: 'the target holds something else than the beginning of this file; only an empty one, or one that an import of this file was cut short in, is filled',
    zh: '目标中有不属于本文件开头的内容；只能导入空的目标，或本文件上次未导完的目标',
  },
  TARGET_DIFFERS: {
    en: 'everything was imported, but what the target gives back is from here on not what the file holds',
    zh: '已全部导入，但从目标读回的内容自此处起与文件不符',
  },
} as const satisfies Readonly<Record<string, { readonly en: string; readonly zh: string }>>;

export type TransferCode = keyof typeof wordings;

/** Why a file is refused or a target cannot be filled. `code` is stable. */
export class TransferProblem extends Error {
  /** @param line the line of the file, from 1, that caused the problem, if one did */
  constructor(
    readonly code: TransferCode,
    readonly line?: number,
    readonly detail?: string,
  ) {
    super(line === undefined ? code : `${code} at line ${line}`);
    this.name = 'TransferProblem';
  }
}

/** The message of a problem for people. */
export function worded({ code, line, detail }: TransferProblem, path: string, say: Say): string {
  const { zh, en } = wordings[code];
  const where = line === undefined ? path : `${path}: ${say(`第 ${line} 行`, `line ${line}`)}`;
  return `${where}${say(`：${zh}`, `: ${en}`)}${detail === undefined ? '' : ` [${detail}]`} (${code})`;
}
