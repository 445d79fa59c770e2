import { format, stripVTControlCharacters } from 'node:util';
import type { Level, Logger } from './logger.ts';

const METHODS: Array<[Level | 'log', Level]> = [
  ['debug', 'debug'],
  ['log', 'info'],
  ['info', 'info'],
  ['warn', 'warn'],
  ['error', 'error'],
];

/** Next.js writes to the console: makes those lines JSON like all others. */
export function captureConsole(target: Console, logger: Logger): void {
  for (const [method, level] of METHODS) {
    target[method] = (...parts: unknown[]) => {
      const text = stripVTControlCharacters(format(...parts)).trim();
      logger[level](text, { source: 'console' });
    };
  }
}
