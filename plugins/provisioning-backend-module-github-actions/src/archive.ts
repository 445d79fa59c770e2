import { unzipSync } from 'fflate';

/** A plan's JSON of some thousand resources has tens of megabytes. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The files of an artifact, by name.
 *
 * @throws Error when it is no archive, or would be larger than can be held.
 */
export function filesOf(archive: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  return unzipSync(archive, {
    filter: ({ originalSize, name }) => {
      total += originalSize;
      if (total > LARGEST) {
        throw new Error(
          `The artifact is larger than ${LARGEST} bytes from '${name}' on`,
        );
      }
      return true;
    },
  });
}
