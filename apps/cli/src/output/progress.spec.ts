import { describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { megabytes, progressOn, type Signals } from './progress.js';

function onOutput(isTTY: boolean) {
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let written = '';
  output.on('data', (text: Buffer) => (written += text.toString()));
  const killed: unknown[] = [];
  const signals = Object.assign(new EventEmitter(), { pid: 7, kill: (...kill: unknown[]) => killed.push(kill) > 0 });
  return { progress: progressOn(output, signals as unknown as Signals), signals, killed, written: () => written };
}

const HIDE = '\u001b[?25l';
const SHOW = '\u001b[?25h';

describe('progress', () => {
  it('is a bar on a terminal, which gets its cursor back', () => {
    const { progress, signals, written } = onOutput(true);
    progress.start('Importing', 10);
    progress.update(10);
    expect(written()).toContain(HIDE);
    progress.stop();
    expect(written()).toContain('10/10');
    expect(written().lastIndexOf(SHOW)).toBeGreaterThan(written().lastIndexOf(HIDE));
    expect(signals.eventNames()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'])('gives the terminal back when %s ends the work, and lets it end it', (signal) => {
    const { progress, signals, killed, written } = onOutput(true);
    progress.start('Importing', 10);
    signals.emit(signal, signal);
    expect(written().lastIndexOf(SHOW)).toBeGreaterThan(written().lastIndexOf(HIDE));
    expect([killed, signals.eventNames()]).toEqual([[[7, signal]], []]);
  });

  it('is two plain lines anywhere else', () => {
    const { progress, signals, written } = onOutput(false);
    progress.start('Importing', 10);
    progress.update(7);
    progress.stop();
    progress.start('Exporting', undefined);
    progress.stop();
    expect(written()).toBe('Importing (10) …\nImporting 7/10\nExporting …\nExporting 0\n');
    expect(signals.eventNames()).toEqual([]);
  });

  it.each([true, false])('writes bytes as megabytes (terminal: %s)', (isTTY) => {
    const { progress, written } = onOutput(isTTY);
    progress.start('Checking the file', 4_661_838, megabytes);
    progress.update(4_661_838);
    progress.stop();
    expect(written()).toContain('4.7 MB/4.7 MB');
  });
});
