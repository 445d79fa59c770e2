import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the real promtool complains about in a test of queries and alerts. */
export function promtoolProblems(
  test: object,
  groups: object[] = [],
): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'heal7-promtool-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), JSON.stringify({ groups }));
    const file = join(folder, 'test.yaml');
    writeFileSync(
      file,
      JSON.stringify({
        rule_files: ['rules.yaml'],
        evaluation_interval: '1m',
        tests: [test],
      }),
    );
    const { error, status, stdout, stderr } = spawnSync(
      'promtool',
      ['test', 'rules', file],
      { encoding: 'utf8' },
    );
    if (error)
      return [`promtool is needed (Debian: prometheus): ${error.message}`];
    return status === 0 ? [] : [stdout, stderr];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
