import { execFileSync } from 'node:child_process';
import { ground } from './made-layers.mts';
import type { Layer } from './layers.mts';
import { DockerfileError } from './types.mts';

/** What a stage begins with. */
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

/** As Debian's images have it. */
export const PATH =
  '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Debian and nothing more. */
export const plain = async (): Promise<Base> => ({
  layers: [await ground()],
  mounts: [],
  masks: [],
  env: { PATH },
  user: '',
});

/** What a command of this machine prints. */
export const output = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8' }).trim();

/** A tag such as 1.26-bookworm asks for what begins with 1.26. */
export function agree(what: string, wanted: string, have: string): void {
  if (`${have}.`.startsWith(`${wanted}.`)) return;
  throw new DockerfileError(
    `The image wants ${what} ${wanted}, and this machine has ${have}`,
  );
}

export const minor = (version: string) =>
  version.split('.').slice(0, 2).join('.');
