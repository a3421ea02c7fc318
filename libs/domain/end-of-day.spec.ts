import { describe, expect, it } from '@jest/globals';
import { endOfDay, startOfDay } from './end-of-day.js';

describe('the end of a day', () => {
  it.each([
    ['UTC', '2024-10-20', '2024-10-20T23:59:59.999Z'],
    ['Asia/Shanghai', '2024-10-20', '2024-10-20T15:59:59.999Z'],
    ['Pacific/Kiritimati', '2024-10-20', '2024-10-20T09:59:59.999Z'],
    ['Pacific/Pago_Pago', '2024-10-20', '2024-10-21T10:59:59.999Z'],
  ])('in %s', (zone, date, end) => {
    expect(endOfDay(date, zone)).toBe(end);
  });

  it('lies a millisecond before the start of the next day', () => {
    expect(startOfDay('2024-10-21', 'Asia/Shanghai')).toBe('2024-10-20T16:00:00.000Z');
    // In this zone summer time began at midnight, so midnight did not exist on that day.
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
  });

  it('is right on days of 25 and of 23 hours', () => {
    expect(endOfDay('2024-10-27', 'Europe/Berlin')).toBe('2024-10-27T22:59:59.999Z');
    expect(endOfDay('2024-03-31', 'Europe/Berlin')).toBe('2024-03-31T21:59:59.999Z');
  });
});
