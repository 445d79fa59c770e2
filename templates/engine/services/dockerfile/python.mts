import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { minor, output, plain, type Base } from './base.mts';
import { layer, scriptedLayer } from './made-layers.mts';
import { DockerfileError } from './types.mts';

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

/** Python where its own images have it. */
export async function python(version: string): Promise<Base> {
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
