import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
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
const scriptedLayer = (key: string, script: string, lower: Layer[] = []) =>
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
const ground = () =>
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

export type Base = {
  layers: Layer[];
  /** Of this machine, to be seen at a place in the image. */
  mounts: Array<{ source: string; at: string }>;
  /** Hidden from what runs in the image, though not from COPY. */
  masks: Layer[];
  env: Record<string, string>;
  user: string;
  entrypoint?: string[];
  cmd?: string[];
};

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const plain = async (): Promise<Base> => ({
  layers: [await ground()],
  mounts: [],
  masks: [],
  env: { PATH },
  user: '',
});

const output = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8' }).trim();

/** A tag such as 1.26-bookworm asks for what begins with 1.26. */
function agree(what: string, wanted: string, have: string): void {
  if (`${have}.`.startsWith(`${wanted}.`)) return;
  throw new DockerfileError(
    `The image wants ${what} ${wanted}, and this machine has ${have}`,
  );
}

const minor = (version: string) => version.split('.').slice(0, 2).join('.');

async function nodeAt(key: string, place: string): Promise<Layer> {
  return layer(`${key}-${process.version}`, async folder => {
    await mkdir(join(folder, dirname(place)), { recursive: true });
    await cp(process.execPath, join(folder, place));
  });
}

async function npm(): Promise<Layer> {
  const cli = output('bash', '-c', 'readlink -f "$(command -v npm)"');
  const version = output(process.execPath, cli, '--version');
  return layer(`npm-${version}`, async folder => {
    const local = join(folder, 'usr', 'local');
    const modules = join(local, 'lib', 'node_modules', 'npm');
    await mkdir(join(local, 'bin'), { recursive: true });
    await cp(dirname(dirname(cli)), modules, { recursive: true });
    for (const name of ['npm', 'npx']) {
      execFileSync('ln', [
        '--symbolic',
        `../lib/node_modules/npm/bin/${name}-cli.js`,
        join(local, 'bin', name),
      ]);
    }
  });
}

async function node(version: string): Promise<Base> {
  agree('Node.js', version.split('.')[0]!, process.versions.node);
  const base = await plain();
  const own = [await nodeAt('node', 'usr/local/bin/node'), await npm()];
  return { ...base, layers: [...own, ...base.layers], cmd: ['node'] };
}

async function golang(version: string): Promise<Base> {
  agree('Go', minor(version), output('go', 'env', 'GOVERSION').slice(2));
  const base = await plain();
  return {
    ...base,
    mounts: [{ source: output('go', 'env', 'GOROOT'), at: '/usr/local/go' }],
    env: {
      PATH: `/go/bin:/usr/local/go/bin:${PATH}`,
      GOPATH: '/go',
      GOTOOLCHAIN: 'local',
    },
  };
}

async function rust(version: string): Promise<Base> {
  agree('Rust', minor(version), output('rustc', '--version').split(' ')[1]!);
  const base = await plain();
  const toolchain = '/usr/local/rustup/toolchains/machine';
  return {
    ...base,
    mounts: [{ source: output('rustc', '--print', 'sysroot'), at: toolchain }],
    env: {
      PATH: `/usr/local/cargo/bin:${toolchain}/bin:${PATH}`,
      CARGO_HOME: '/usr/local/cargo',
      RUSTUP_HOME: '/usr/local/rustup',
    },
  };
}

/** The newest Python of a version on this machine: its own folder, or Debian's. */
export function pythonPrefix(version: string): string {
  const candidates = output(
    'bash',
    '-c',
    `shopt -s nullglob
     for python in "\${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1"*/bin/python3 \\
       /usr/local/bin/python"$1" /usr/bin/python"$1"; do
       [ -x "$python" ] && "$python" -c 'import sys; print(sys.base_prefix)'
     done
     exit 0`,
    '-',
    version,
  );
  const prefix = candidates.split('\n').filter(Boolean).at(0);
  if (prefix) return prefix;
  throw new DockerfileError(
    `The image wants Python ${version}: install it with pyenv or from Debian`,
  );
}

async function python(version: string): Promise<Base> {
  const wanted = minor(version);
  const prefix = pythonPrefix(wanted);
  const base = await plain();
  const own = await layer(`python-${wanted}-${prefix}`, async folder => {
    const local = join(folder, 'usr', 'local');
    await mkdir(join(local, 'bin'), { recursive: true });
    execFileSync('bash', [
      '-euc',
      prefix === '/usr'
        ? `ln -s /usr/bin/python"$3" "$2/bin/python3"
           printf '#!/bin/sh\nexec /usr/local/bin/python3 -m pip "$@"\n' > "$2/bin/pip"
           chmod +x "$2/bin/pip"`
        : `cp -a "$1"/{bin,include,lib} "$2"
           rm -rf "$2"/lib/python*/{site-packages,test}
           mkdir "$2/lib/python$3/site-packages"
           cp -a "$1/lib/python$3/site-packages"/pip* "$2/lib/python$3/site-packages"
           grep -lIr "^#!$1/" "$2/bin" | xargs -r sed -i "1s|^#!.*|#!/usr/local/bin/python3|"`,
      '-',
      prefix,
      local,
      wanted,
    ]);
    execFileSync('ln', ['-sf', 'python3', join(local, 'bin', 'python')]);
  });
  // Its own library is found as in the image: in the linker's cache.
  const linked = await scriptedLayer(
    `python-${wanted}-${prefix}-linked-1`,
    'ldconfig -r "$1"',
    [own, ...base.layers],
  );
  return { ...base, layers: [linked, own, ...base.layers], cmd: ['python3'] };
}

async function uv(tag: string): Promise<Base> {
  const version = /^[\d.]+$/.test(tag) ? tag : '';
  const full = version.split('.').length === 3 ? version : `${version}.*`;
  const own = await layer(`uv-${version || 'any'}`, async folder => {
    const packages = join(folder, 'packages');
    const requirement = version ? `uv==${full}` : 'uv';
    execFileSync('python3', [
      ...['-m', 'pip', 'install', '--quiet', '--no-input'],
      ...['--target', packages, requirement],
    ]);
    await cp(join(packages, 'bin'), join(folder, 'root'), { recursive: true });
    await rm(packages, { recursive: true });
  });
  return { ...(await plain()), layers: [own], masks: [] };
}

async function distroless(kind: string): Promise<Base> {
  const base = await plain();
  const bare = {
    ...base,
    masks: [await without(kind === 'static' ? 'everything' : 'tools')],
    env: { PATH, SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' },
  };
  const version = /^nodejs(\d+)$/.exec(kind)?.[1];
  if (!version) return bare;
  agree('Node.js', version, process.versions.node);
  const own = await nodeAt('distroless-node', 'root/nodejs/bin/node');
  return {
    ...bare,
    layers: [own, ...base.layers],
    entrypoint: ['/nodejs/bin/node'],
  };
}

/** What stands in for an image: the first that fits. */
const STAND_INS: Array<
  [image: RegExp, make: (...groups: string[]) => Promise<Base>]
> = [
  [/^node:(\d[\d.]*)(?!.*alpine)/, node],
  [/^golang:(\d[\d.]*)(?!.*alpine)/, golang],
  [/^rust:(\d[\d.]*)(?!.*alpine)/, rust],
  [/^python:(\d[\d.]*)(?!.*alpine)/, python],
  [/^(?:debian|buildpack-deps):/, plain],
  [
    /^gcr\.io\/distroless\/(static|base|cc|nodejs\d+)(?:-debian\d+)?(?:[:@]|$)/,
    distroless,
  ],
  [/^ghcr\.io\/astral-sh\/uv:([\w.-]+)/, uv],
  [/^scratch$/, () => distroless('static')],
];

/** @param image - as FROM names it, with or without a digest */
export async function standIn(image: string): Promise<Base> {
  const short = image.replace(/^docker\.io\//, '').replace(/^library\//, '');
  for (const [pattern, make] of STAND_INS) {
    const match = pattern.exec(short);
    if (!match) continue;
    const base = await make(...match.slice(1));
    return /distroless.*:(debug-)?nonroot/.test(short)
      ? { ...base, user: '65532' }
      : base;
  }
  throw new DockerfileError(
    `Nothing here stands in for the image ${image}: add it to bases.mts`,
  );
}
