import type { Language } from '#domain/language.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import type { ClockDoubt } from '#event-sourcing/store/store-clock.js';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

const LOOK_EVERY_MS = 10_000;

/** Something unusual although everything works. */
export interface Warning {
  readonly code: 'CLOCK_AHEAD' | 'CLOCK_BACK' | 'HIGH_WATER_MISSING';
  readonly message: string;
}

function inChinese({ kind, last, now }: ClockDoubt): string {
  const seen = `本机时钟为 ${now}，而存储最近一次运行是在 ${last}。`;
  if (kind === 'BACK')
    return `${seen}时钟被调回：其间记录的内容将带有其所在流最后一个事件的时间。请校正时钟；若时钟无误，请用 --accept-clock 启动一次。`;
  return `${seen}每周评估暂停：按错误的时钟评估无法撤销。若时钟无误、只是 Evenkeel 停用过，请用 --accept-clock 启动一次，错过的评估会依次补上；否则请校正时钟。`;
}

function warningOf(doubt: ClockDoubt, language: Language): Warning {
  const { kind, last, now } = doubt;
  if (language === 'zh-CN') return { code: kind === 'BACK' ? 'CLOCK_BACK' : 'CLOCK_AHEAD', message: inChinese(doubt) };
  const seen = `This machine's clock says ${now}, and the store was last known to be open at ${last}.`;
  if (kind === 'BACK')
    return {
      code: 'CLOCK_BACK',
      message: `${seen} The clock was set back: what is recorded meanwhile bears the time of the last event of its stream. Set the clock right; if it is right already, start once with --accept-clock.`,
    };
  return {
    code: 'CLOCK_AHEAD',
    message: `${seen} The weekly evaluations wait: by a wrong clock they could not be taken back. If the clock is right and Evenkeel was only off, start once with --accept-clock, and what was missed is evaluated in order; else set the clock right.`,
  };
}

const HIGH_WATER_MISSING: Readonly<Record<Language, string>> = {
  en: 'There was no high-water.json beside the events when this process started, so nothing remembered how far they had come: whether the last ones are gone cannot be told. If nobody removed it on purpose, run evenkeel verify and compare the number of events with the last backup. A new one has been written.',
  'zh-CN':
    '本进程启动时，事件旁没有 high-water.json，无从得知事件曾记录到哪里，因此无法判断末尾的事件是否丢失。若并非有意删除，请运行 evenkeel verify，并与最近的备份核对事件数。新的 high-water.json 已写好。',
};

/** Logs once when the store's clock or mark is doubted and once when it is not any more, and reports it in every health check. */
@Injectable()
export class StoreWarnings implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('store');
  private timer: NodeJS.Timeout | undefined;
  private told: readonly Warning['code'][] = [];

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  in(language: Language): readonly Warning[] {
    const doubt = this.store.clock?.doubt;
    return [
      ...(doubt === undefined ? [] : [warningOf(doubt, language)]),
      ...(this.store.unremembered ? [{ code: 'HIGH_WATER_MISSING', message: HIGH_WATER_MISSING[language] } as const] : []),
    ];
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tell(), LOOK_EVERY_MS).unref();
    this.tell();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private tell(): void {
    const warnings = this.in('en');
    for (const { code, message } of warnings) if (!this.told.includes(code)) this.log.warn({ code }, message);
    const codes = warnings.map(({ code }) => code);
    if (this.told.some((code) => !codes.includes(code))) this.log.log('the clock is trusted again');
    this.told = codes;
  }
}
