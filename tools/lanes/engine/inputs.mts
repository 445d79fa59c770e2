import { execFileSync } from 'node:child_process';
import { root } from '../../bootstrap/lib/paths.mjs';
import { fingerprint } from '../../bootstrap/lib/fingerprint.mjs';
import type { Lane } from './lane.mts';

const always = [
  'package.json',
  'yarn.lock',
  'tools/bootstrap/toolchain.json',
  'tools/lanes',
];

/**
 * A hash over everything a lane's result depends on.
 *
 * @param lane - its definition counts too
 * @returns hexadecimal; `undefined` outside a git work tree, where nothing
 *   tells sources from results
 * @internal
 */
export function hashInputs(lane: Lane): string | undefined {
  const files = sourceFiles([...always, ...lane.inputs]);
  return (
    files &&
    fingerprint(root, files, [
      `${process.platform}-${process.arch} node ${process.versions.node}`,
      JSON.stringify(lane),
    ])
  );
}

/**
 * Tracked files, and new ones that are not ignored.
 *
 * @param pathspecs - git's; one that matches nothing is nothing
 * @returns sorted paths relative to the root
 */
function sourceFiles(pathspecs: string[]): string[] | undefined {
  try {
    const output = execFileSync(
      'git',
      [
        ...['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
        '--',
        ...pathspecs,
      ],
      {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 1e8,
      },
    );
    return [...new Set(output.split('\0').filter(Boolean))].sort();
  } catch {
    // No git, or no work tree (an unpacked archive): lanes then always run.
    return undefined;
  }
}
