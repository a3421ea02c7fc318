import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Incident } from './incident.js';

const full = { code: 'STORE_FULL' };
let said: string[];
let room: boolean;
let incident: Incident<typeof full>;

beforeEach(() => {
  jest.useFakeTimers();
  said = [];
  room = false;
  incident = new Incident({
    began: ({ code }) => said.push(code),
    ended: (seconds, failures) => said.push(`over after ${seconds} s and ${failures} failures`),
    look: () => (room ? incident.worked() : incident.failed(full)),
  });
});

afterEach(() => {
  incident.close();
  jest.useRealTimers();
});

it('has one beginning and one end, however much fails and works in between', () => {
  for (let n = 0; n < 100; n++) {
    incident.failed(full);
    incident.worked();
  }
  jest.advanceTimersByTime(14_999);
  expect(said).toEqual(['STORE_FULL']);
  room = true;
  jest.advanceTimersByTime(5_001);
  jest.advanceTimersByTime(60_000);
  expect(said).toEqual(['STORE_FULL', 'over after 15 s and 102 failures']);
  incident.failed(full);
  expect(said).toHaveLength(3);
});

it('says nothing of what works, and looks for nothing then', () => {
  incident.worked();
  expect(jest.getTimerCount()).toBe(0);
  expect(said).toEqual([]);
});
