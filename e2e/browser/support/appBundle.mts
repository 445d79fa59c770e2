import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fingerprint } from '../../../tools/bootstrap/lib/fingerprint.mjs';
import { root } from '../../../tools/bootstrap/lib/paths.mjs';
import { oncePerStamp } from '../../../tools/bootstrap/lib/stamp.mjs';

/** What the bundle is made of; `app.packages` is read while it is built. */
const INPUTS = ['packages/app', 'plugins', 'yarn.lock', 'app-config.yaml'];
/** Backend packages and tests are none of it. */
const OTHERS = [':!plugins/*-backend*', ':!plugins/*-node', ':!*.test.*'];

/**
 * Makes sure that `packages/app/dist`, which the backend serves, is built from
 * the present sources.
 */
export async function ensureAppBundle(): Promise<void> {
  const files = execFileSync(
    'git',
    [
      ...['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      ...['--', ...INPUTS, ...OTHERS],
    ],
    { cwd: root, encoding: 'utf8' },
  ).split('\0');
  const sources = [...new Set(files.filter(Boolean))].sort();
  // Beside the bundle: whoever deletes or rebuilds it takes the stamp along.
  await oncePerStamp(
    join(root, 'packages/app/dist/.e2e-inputs'),
    fingerprint(root, sources),
    build,
  );
}

async function build(): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'build',
    ],
    { cwd: join(root, 'packages/app'), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`the app could not be built (code ${code}):\n${output}`);
  }
}
