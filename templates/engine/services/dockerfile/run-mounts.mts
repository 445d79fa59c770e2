import { isAbsolute, join } from 'node:path';
import { DockerfileError } from './types.mts';

/** One `--mount` of RUN. */
export type RunMount =
  | { type: 'tmpfs'; target: string }
  | { type: 'cache'; target: string; id: string; alone: boolean }
  | {
      type: 'bind';
      target: string;
      source: string;
      /** A stage or image; nothing for the build's own files. */
      from?: string;
    };

const KNOWN = new Set(
  'type,target,dst,destination,id,sharing,source,src,from,rw,readwrite,ro,readonly,uid,gid,mode'.split(
    ',',
  ),
);

/**
 * @param text - such as `type=cache,target=/root/.npm`
 * @param workdir - what a relative target is relative to
 */
export function readRunMount(text: string, workdir: string): RunMount {
  const options = new Map(
    text.split(',').map(pair => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), value.join('=').trim()] as const;
    }),
  );
  const unknown = [...options.keys()].filter(name => !KNOWN.has(name));
  const type = options.get('type') ?? 'bind';
  const given = ['target', 'dst', 'destination']
    .map(name => options.get(name))
    .find(Boolean);
  if (unknown.length > 0 || !given) {
    throw new DockerfileError(
      `--mount=${text}: ${
        given ? `${unknown.join(', ')} is not supported` : 'there is no target'
      }`,
    );
  }
  const target = isAbsolute(given) ? given : join(workdir, given);
  if (type === 'tmpfs') return { type, target };
  if (type === 'cache') {
    const alone = ['locked', 'private'].includes(options.get('sharing') ?? '');
    return { type, target, id: options.get('id') || target, alone };
  }
  if (type === 'bind') {
    const source = options.get('source') ?? options.get('src') ?? '/';
    return { type, target, source, from: options.get('from') };
  }
  throw new DockerfileError(`--mount=type=${type} is not supported`);
}

/** What package managers download is the same for everybody. */
const isDownload = (id: string) =>
  /^\/(root|go|usr\/local|var|home)\//.test(id);

/**
 * Where a cache is kept. What a compiler leaves beside the sources is the
 * template's own.
 */
export const cachePath = (id: string, template: string): string[] => [
  isDownload(id) ? 'shared' : template,
  id.replace(/[^\w.-]+/g, '_'),
];

/**
 * Whether a cache is for one build at a time: as it asks to be, or because its
 * builds are those of different services, which nowhere else share one.
 */
export const isLocked = ({ id, alone }: { id: string; alone: boolean }) =>
  alone || !isDownload(id);
