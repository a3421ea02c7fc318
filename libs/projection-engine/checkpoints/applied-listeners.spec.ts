import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { aStoredEvent } from '#testing/event-sourcing/an-event.js';
import { AppliedListeners } from './applied-listeners.js';

const events = [aStoredEvent('purse-a', 0)];

describe('listeners of applied events', () => {
  it('hear all, also after one that throws', () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const listeners = new AppliedListeners();
    const heard: unknown[] = [];
    listeners.add(() => {
      throw new Error('it is deaf');
    });
    listeners.add((some) => void heard.push(some));
    listeners.tell(events);
    expect(heard).toEqual([events]);
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });

  it('are forgotten when they leave, also while they are told', () => {
    const listeners = new AppliedListeners();
    const heard: string[] = [];
    const leave = listeners.add(() => {
      heard.push('first');
      leave();
    });
    listeners.add(() => void heard.push('second'));
    listeners.tell(events);
    listeners.tell(events);
    expect(heard).toEqual(['first', 'second', 'second']);
    expect(listeners.size).toBe(1);
  });
});
