import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cacheFolder } from '../cache-folder.mts';
import { runCommand } from '../commands.mts';
import { overlays, rootLinks, type Layer } from './layers.mts';
import { withMounts, type Mount } from './namespace.mts';
import { DockerfileError } from './types.mts';

/** Made once for all runs; `key` says what it is made of. */
export async function layer(
  key: string,
  make: (folder: Layer) => Promise<void>,
): Promise<Layer> {
  const folder = cacheFolder('bases', key.replace(/[^\w.-]+/g, '_'));
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  await make(draft);
  // Somebody else may have been faster: theirs is the same.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
  return folder;
}

/** Runs a script beside what is mounted. */
async function mounted(
  mounts: Mount[],
  script: string,
  args: string[],
): Promise<void> {
  const problems = await runCommand(
    withMounts(mounts, ['bash', '-euc', script, '-', ...args]),
    '/',
  );
  if (problems.length > 0) {
    throw new DockerfileError(
      `A base image could not be made (${problems.join('; ')})`,
    );
  }
}

/** A layer made by a script whose first argument is the image's root. */
export const scriptedLayer = (
  key: string,
  script: string,
  lower: Layer[] = [],
) =>
  layer(key, async folder => {
    const target = join(folder, 'mounted');
    const bottom = join(folder, 'bottom');
    await mkdir(join(bottom, 'root'), { recursive: true });
    const files = { upper: folder, below: [], base: [...lower, bottom] };
    await mounted(overlays(files, target), script, [target]);
    for (const path of [target, bottom]) await rm(path, { recursive: true });
  });

/**
 * What every image begins with: this machine's Debian without what was put on
 * it. The lists of packages are gone as well, as they are in images.
 */
export const ground = () =>
  scriptedLayer(
    'ground-1',
    `cd "$1"
     ${rootLinks()
       .map(name => `ln -s usr/${name} ${name}`)
       .join('\n')}
     mkdir boot dev home media mnt opt proc run srv sys
     mkdir -m 700 root
     mkdir -m 1777 tmp
     rm -rf usr/local var/tmp var/lib/apt/lists var/cache/apt
     mkdir -p usr/local/{bin,etc,include,lib,sbin,share,src}
     mkdir -m 1777 var/tmp
     mkdir -p var/lib/apt/lists/partial var/cache/apt/archives/partial
     rm -f usr/bin/{node,nodejs,npm,npx,corepack,go,gofmt,cargo,rustc,rustup,uv}
     masters=usr/share/base-passwd
     if [ -f $masters/passwd.master ]; then
       cp $masters/passwd.master etc/passwd
       echo '_apt:x:42:65534::/nonexistent:/usr/sbin/nologin' >> etc/passwd
       cp $masters/group.master etc/group
     fi`,
  );

/**
 * Hides what is not in images that hold no tools, or nothing at all: folders
 * that are empty, and opaque. The kernel makes a folder opaque that comes after
 * one that was removed.
 */
export const without = (what: 'tools' | 'everything') =>
  layer(`without-${what}-2`, async folder => {
    const hidden = ['usr/bin', 'usr/sbin'];
    if (what === 'everything') hidden.push('usr/lib', 'usr/lib64');
    const [lower, work, target] = ['lower', 'work', 'mounted'].map(name =>
      join(folder, name),
    ) as [string, string, string];
    for (const path of [
      ...hidden.map(name => `lower/${name}`),
      'work',
      'usr',
    ]) {
      await mkdir(join(folder, path), { recursive: true });
    }
    const upper = join(folder, 'usr');
    const options = `lowerdir=${lower}/usr,upperdir=${upper},workdir=${work}`;
    await mounted(
      [{ kind: 'overlay', target, options }],
      'cd "$1" && rmdir -- * && mkdir "${@:2}"',
      [target, ...hidden.map(path => basename(path))],
    );
    for (const path of [lower, work, target]) {
      await rm(path, { recursive: true });
    }
  });
