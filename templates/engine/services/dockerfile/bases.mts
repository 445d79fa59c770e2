import { execFileSync } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { agree, minor, output, PATH, plain, type Base } from './base.mts';
import type { Layer } from './layers.mts';
import { layer, without } from './made-layers.mts';
import { python } from './python.mts';
import { DockerfileError } from './types.mts';

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
