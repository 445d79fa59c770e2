import type { FileSystem, Layer } from './layers.mts';
import { readFrom } from './layers.mts';
import type { Base } from './base.mts';
import { standIn } from './bases.mts';
import type { Mount } from './namespace.mts';
import { join } from 'node:path';
import { DockerfileError, type ImageConfig } from './types.mts';

/** A stage while it is built, and an image when it is. */
export type Stage = {
  files: FileSystem;
  base: Base;
  config: ImageConfig;
  /** Of ARG, which ENV outweighs. */
  args: Record<string, string>;
};

/** A stage that begins with an image. */
export async function stageFromImage(
  image: string,
  upper: Layer,
): Promise<Stage> {
  const base = await standIn(image);
  return {
    files: { upper, below: [], base: base.layers },
    base,
    args: {},
    config: {
      env: { ...base.env },
      workdir: '/',
      user: base.user,
      shell: ['/bin/sh', '-c'],
      entrypoint: base.entrypoint,
      cmd: base.cmd,
      exposed: [],
      labels: {},
      stopSignal: 'SIGTERM',
    },
  };
}

/** A stage on top of another one, which stays as it is. */
export function stageFromStage(
  { files, base, config }: Stage,
  upper: Layer,
): Stage {
  return {
    files: above(files, upper),
    base,
    args: {},
    config: {
      ...config,
      env: { ...config.env },
      labels: { ...config.labels },
      exposed: [...config.exposed],
    },
  };
}

/** The same files, with a new folder for what is written from now on. */
export const above = (files: FileSystem, upper: Layer): FileSystem => ({
  upper,
  below: [files.upper, ...files.below],
  base: files.base,
});

/** What of the base lies outside its layers. */
export const baseMounts = ({ base }: Stage, root: string): Mount[] =>
  base.mounts.map(({ source, at }) => ({
    kind: 'readonly',
    source,
    target: join(root, at),
  }));

export type Ids = { uid: number; gid: number };

/**
 * The numbers that USER or --chown mean. A user without a group has the one of
 * /etc/passwd, or root's where it is not listed, as Docker does it.
 *
 * @param group - which group a user without one has
 */
export function idsOf(
  { files }: Stage,
  text: string,
  group: 'primary' | 'same' = 'primary',
): Ids {
  const [user = '', givenGroup] = text.split(':');
  const find = (file: string, name: string) =>
    readFrom(files, file)
      .split('\n')
      .map(line => line.split(':'))
      .find(fields => fields[0] === name || fields[2] === name);
  const id = (file: string, name: string) => {
    if (/^\d+$/.test(name)) return Number(name);
    const fields = find(file, name);
    if (fields) return Number(fields[2]);
    throw new DockerfileError(`${name} is not in the image's ${file}`);
  };
  const uid = user ? id('/etc/passwd', user) : 0;
  if (givenGroup) return { uid, gid: id('/etc/group', givenGroup) };
  if (group === 'same') return { uid, gid: uid };
  return { uid, gid: Number(find('/etc/passwd', user)?.[3] ?? 0) };
}
