// A clock that stands still until a test lets time pass. Timers go on as they are.
import { jest } from '@jest/globals';

const TIMERS = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

export interface Clock {
  pass(milliseconds: number): void;
  release(): void;
}

/** Takes hold of the time that this process sees. */
export function holdClock(): Clock {
  jest.useFakeTimers({ doNotFake: [...TIMERS] });
  return {
    pass: (milliseconds) => jest.setSystemTime(Date.now() + milliseconds),
    release: () => void jest.useRealTimers(),
  };
}
