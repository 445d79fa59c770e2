import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');
const cli = join(root, 'node_modules/.bin/backstage-cli');
const run = promisify(execFile);

const PACKAGES = [
  'provisioning-common',
  'provisioning-node',
  'provisioning-backend-module-terraform',
];

/** Declarations are packed, too; the type checker makes them. */
async function emitDeclarations(): Promise<void> {
  const wanted = PACKAGES.map(name =>
    stat(join(root, 'dist-types/plugins', name, 'src/index.d.ts')),
  );
  await Promise.all(wanted).catch(() =>
    run(join(root, 'node_modules/.bin/tsc'), [], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=4096' },
    }),
  );
}

/**
 * The packages of the executor as they are published: built, with the entry
 * points of their builds, and without their sources.
 *
 * @returns a folder below which they are found before those of the workspace
 */
export async function installBuilt(): Promise<{
  dir: string;
  remove(): Promise<void>;
}> {
  await emitDeclarations();
  await mkdir(join(root, '.cache'), { recursive: true });
  const dir = await mkdtemp(join(root, '.cache/built-'));
  for (const name of PACKAGES) {
    const source = join(root, 'plugins', name);
    const target = join(dir, 'node_modules/@heal7', `backstage-plugin-${name}`);
    await run(cli, ['package', 'build'], { cwd: source });
    await mkdir(target, { recursive: true });
    const manifest = join(source, 'package.json');
    const { files } = JSON.parse(await readFile(manifest, 'utf8'));
    for (const file of ['package.json', ...files]) {
      await cp(join(source, file), join(target, file), { recursive: true });
    }
    await run(cli, ['package', 'prepack'], { cwd: target });
  }
  return { dir, remove: () => rm(dir, { recursive: true }) };
}
