import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from './logger.ts';

const collect = (level: 'info' | 'debug') => {
  const lines: string[] = [];
  const logger = createLogger({
    level,
    base: { service: 'web' },
    write: line => lines.push(line),
  });
  return { lines, logger };
};

test('writes one JSON object a line, whatever the text holds', () => {
  const { lines, logger } = collect('info');
  logger.info('two\nlines "quoted"', { status: 200 });
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, /^\{.*\}\n$/);
  const { time, ...rest } = JSON.parse(lines[0]!);
  assert.ok(!Number.isNaN(Date.parse(time)));
  assert.deepEqual(rest, {
    level: 'info',
    message: 'two\nlines "quoted"',
    service: 'web',
    status: 200,
  });
});

test('leaves out what is below the level', () => {
  const { lines, logger } = collect('info');
  logger.debug('quiet');
  assert.deepEqual(lines, []);
});

test('an error keeps its message and stack, and cannot pose as another level', () => {
  const { lines, logger } = collect('debug');
  logger.error('failed', { error: new TypeError('no'), level: 'info' });
  const line = JSON.parse(lines[0]!);
  assert.equal(line.level, 'error');
  assert.equal(line.error.message, 'no');
  assert.match(line.error.stack, /TypeError: no/);
});
