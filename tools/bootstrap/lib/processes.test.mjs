// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect, start } from './processes.mjs';

const options = { cwd: process.cwd(), env: process.env };

test('collects output and exit code', async () => {
  const script = 'console.log("a"); console.error("b"); process.exit(3)';
  const { code, output } = await collect('node', ['-e', script], options);
  assert.equal(code, 3);
  assert.deepEqual(output.split('\n').sort(), ['a', 'b']);
});

test('a command that does not exist is exit code 127 with a reason', async () => {
  const { code, output } = await collect('no-such-command', [], options);
  assert.equal(code, 127);
  assert.match(output, /no-such-command/);
});

test('a grandchild that would run for ever is ended with its parent', async () => {
  // It holds the output open: without its end there is no end of the child.
  const script =
    'require("child_process").spawn(process.execPath,' +
    ' ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });' +
    ' process.exit(4)';
  const { ended } = start('node', ['-e', script], {
    ...options,
    onLine: () => undefined,
  });
  assert.equal(await ended, 4);
});
