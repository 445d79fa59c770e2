import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { infrastructureDir } from './paths.mts';

/** What tflint says of a root; nothing when it is content. */
export function tflint(path: string): string {
  const { error, stdout, stderr } = spawnSync(
    'tflint',
    ['--no-color', '--config', join(infrastructureDir, '.tflint.hcl')],
    { cwd: join(infrastructureDir, path), encoding: 'utf8' },
  );
  if (error) {
    throw error;
  }
  return `${stdout}${stderr}`.trim();
}
