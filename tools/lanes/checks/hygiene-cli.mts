import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bootstrap/lib/paths.mjs';
import { findBroken, rules } from './hygiene.mts';

// Checks the tracked text files against the rules: prints where one is broken,
// and `N passed, N failed` as its last line.

const files = execFileSync('git', ['ls-files', '-z'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter(path => path !== '' && existsSync(join(root, path)))
  .map(path => ({ path, bytes: readFileSync(join(root, path)) }))
  // A NUL byte early on means that it is no text, as git itself judges.
  .filter(({ bytes }) => !bytes.subarray(0, 8000).includes(0))
  .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));

let failed = 0;
for (const rule of rules) {
  const findings = findBroken(rule, files);
  failed += findings.length > 0 ? 1 : 0;
  findings.forEach(({ file, line }) =>
    console.log(`${rule.name}: ${file}:${line}`),
  );
}
console.log(`${rules.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
