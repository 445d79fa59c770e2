import type { TargetCell } from './grouping';
import { imageVersion, parseImage } from './imageName';
import { revisionPair, tellingImage } from './revisions';

/**
 * How what a cluster serves stands to what the others serve. `differs` is
 * where no version says who is ahead; `rebuilt` has the tag of the others,
 * and another image behind it.
 *
 * @internal
 */
export type Standing = 'same' | 'ahead' | 'behind' | 'differs' | 'rebuilt';

/** One cluster in the comparison. @internal */
export interface ComparedCluster {
  cell: TargetCell;
  /** Version it serves; empty when the rollout is not there. */
  serves: string;
  /** Full name of that image. */
  image: string;
  /** Version being rolled out; empty when none is. */
  next: string;
  /** Null when there is nothing to compare. */
  standing: Standing | null;
}

type Version = [major: number, minor: number, patch: number];

/** Pre-releases have no order that everybody agrees on. */
function versionNumbers(version: string): Version | null {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:\+.*)?$/.exec(version);
  return match && [Number(match[1]), Number(match[2]), Number(match[3])];
}

const order = (a: Version, b: Version): number =>
  a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** Registries differ between clouds although the image is the same one. */
function nameOf(image: string): string {
  const { repository, tag, digest } = parseImage(image);
  const last = repository.slice(repository.lastIndexOf('/') + 1);
  return digest || `${last}:${tag}`;
}

function servedBy({ view }: TargetCell) {
  const { serving, next } = view
    ? revisionPair(view.state)
    : { serving: null, next: null };
  const image = tellingImage(serving, null);
  const nextImage = tellingImage(next, serving);
  const version = (of: string) => (of ? imageVersion(parseImage(of)) : '');
  return {
    image,
    name: image && nameOf(image),
    serves: version(image),
    next: version(nextImage),
    digest: serving?.digests[serving.images.indexOf(image)] ?? '',
  };
}

function standingsOf(served: ReturnType<typeof servedBy>[]) {
  const present = served.filter(({ image }) => image);
  const names = new Set(present.map(({ name }) => name));
  const digests = new Set(present.flatMap(({ digest }) => digest || []));
  const versions = present.map(({ serves }) => versionNumbers(serves));
  const newest = versions.reduce<Version | null>(
    (best, one) => (one && (!best || order(one, best) > 0) ? one : best),
    null,
  );
  const comparable =
    versions.every(one => one !== null) &&
    versions.some(one => order(one!, newest!) < 0);
  return ({ image, serves }: ReturnType<typeof servedBy>): Standing | null => {
    if (!image || present.length < 2) {
      return null;
    }
    if (names.size === 1) {
      return digests.size > 1 ? 'rebuilt' : 'same';
    }
    if (!comparable) {
      return 'differs';
    }
    return order(versionNumbers(serves)!, newest!) < 0 ? 'behind' : 'ahead';
  };
}

/**
 * What each cluster of a rollout serves, and how that compares.
 *
 * @internal
 */
export function compareClusters(cells: TargetCell[]): ComparedCluster[] {
  const served = cells.map(servedBy);
  const standingOf = standingsOf(served);
  return cells.map((cell, index) => {
    const { image, serves, next } = served[index];
    return { cell, image, serves, next, standing: standingOf(served[index]) };
  });
}
