import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const run = (code: string, env: NodeJS.ProcessEnv = {}) => {
  const module = JSON.stringify(join(import.meta.dirname, 'workflow.mts'));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `import * as w from ${module}; ${code}`],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  );
  return { status, stdout, stderr };
};

test('text from elsewhere begins no line, so that it is never a command', () => {
  const { stdout } = run(
    String.raw`w.log('a\n::error::b'); w.annotate('error', 'x: y, z', 'a%\r\n::set-output');`,
  );
  assert.deepEqual(stdout.split('\n'), [
    '- a ::error::b',
    '::error title=x%3A y%2C z::a%25 ::set-output',
    '',
  ]);
});

test('an input that is missing is named', () => {
  const code = `w.required('portal-url')`;
  assert.match(run(code).stderr, /The input 'portal-url' is empty/);
  assert.equal(run(code, { 'INPUT_PORTAL-URL': ' x ' }).status, 0);
});
