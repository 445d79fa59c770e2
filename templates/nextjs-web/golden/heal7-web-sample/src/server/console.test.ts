import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureConsole } from './console.ts';
import { createLogger } from './logger.ts';

test('console lines become log lines of their level, without colours', () => {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'debug',
    base: {},
    write: line => lines.push(line),
  });
  const target = { ...console };
  captureConsole(target, logger);
  target.log('\u001b[32m✓\u001b[39m took %dms', 3);
  target.error(new Error('from a page'));
  const [first, second] = lines.map(line => JSON.parse(line));
  assert.equal(first.level, 'info');
  assert.equal(first.message, '✓ took 3ms');
  assert.equal(second.level, 'error');
  assert.match(second.message, /from a page/);
});
