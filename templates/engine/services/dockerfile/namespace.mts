import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { delimiter } from 'node:path';

/** Carried out by enter.sh, in order. */
export type Mount = {
  /**
   * `bind` brings along what is mounted below the source; `sealed` makes what
   * is mounted at the target read-only.
   */
  kind: 'overlay' | 'tmpfs' | 'proc' | 'bind' | 'readonly' | 'sealed';
  source?: string;
  target: string;
  options?: string;
};

export type Process = {
  mounts: Mount[];
  /** Of the machine's file system, where the image's root is mounted. */
  root: string;
  workdir: string;
  uid: number;
  gid: number;
  env: Record<string, string>;
  command: string[];
  /** Whether set-uid programs may give rights back. */
  privileges: boolean;
};

/** Programs are named by their place: PATH is the image's. */
export const program = (name: string): string => {
  const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];
  const found = [...folders, ...(process.env.PATH ?? '').split(delimiter)]
    .map(folder => join(folder, name))
    .find(path => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (!found) throw new Error(`${name} is needed: install util-linux`);
  return found;
};

/** The command line that mounts, and then does something on this machine. */
export function withMounts(mounts: Mount[], command: string[]): string[] {
  return [
    program('unshare'),
    ...['--mount', '--propagation', 'private'],
    ...['--pid', '--fork', '--kill-child', '--'],
    join(import.meta.dirname, 'enter.sh'),
    ...mounts.flatMap(({ kind, source = '', target, options = '' }) => [
      kind,
      source,
      target,
      options,
    ]),
    '--',
    ...command,
  ];
}

/** The command line of a process in the image. */
export function inImage(process_: Process): string[] {
  const { mounts, root, workdir, uid, gid, env, command } = process_;
  return withMounts(mounts, [
    ...[program('env'), '--ignore-environment'],
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ...[program('setpriv'), '--clear-groups'],
    ...(process_.privileges ? [] : ['--no-new-privs']),
    ...[program('unshare'), `--root=${root}`, `--wd=${workdir}`],
    ...[`--setgid=${gid}`, `--setuid=${uid}`, '--'],
    ...command,
  ]);
}
