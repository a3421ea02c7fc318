import type { Language } from '#application/starting/language.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/event-store.js';
import type { ClockDoubt } from '#event-sourcing/store-clock.js';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

const LOOK_EVERY_MS = 10_000;

/** What is odd although everything works. */
export interface Warning {
  readonly code: 'CLOCK_AHEAD' | 'CLOCK_BACK';
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
  if (language === 'zh') return { code: kind === 'BACK' ? 'CLOCK_BACK' : 'CLOCK_AHEAD', message: inChinese(doubt) };
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

/** Tells the log once when the clock is doubted and once when it no longer is, and the health whenever it asks. */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('clock');
  private timer: NodeJS.Timeout | undefined;
  private told: Warning['code'] | undefined;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  warnings(language: Language): readonly Warning[] {
    const doubt = this.store.clock?.doubt;
    return doubt === undefined ? [] : [warningOf(doubt, language)];
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tell(), LOOK_EVERY_MS).unref();
    this.tell();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private tell(): void {
    const [warning] = this.warnings('en');
    if (warning?.code === this.told) return;
    if (warning) this.log.warn({ code: warning.code }, warning.message);
    else this.log.log('the clock is believed again');
    this.told = warning?.code;
  }
}
