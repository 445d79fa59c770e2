import type { FleetRow } from '@heal7/backstage-plugin-deployments-common';
import { imageVersion, parseImage } from './imageName';
import { percentOf } from './weights';

/** From which version to which, in short and in full. @internal */
export interface VersionChange {
  /** Empty while nothing is replaced. */
  from: string;
  to: string;
  /** Full references, one a line. */
  images: string;
}

/**
 * The image that tells the two sides apart; the first one when none does.
 *
 * @internal
 */
export function versionChange(
  row: Pick<FleetRow, 'images' | 'previousImages'>,
): VersionChange {
  const { images, previousImages } = row;
  const differs = images.findIndex((image, i) => image !== previousImages[i]);
  const index = previousImages.length > 0 && differs > 0 ? differs : 0;
  const version = (image: string | undefined) =>
    image ? imageVersion(parseImage(image)) : '';
  const from = version(previousImages[index]);
  const to = version(images[index]);
  return {
    from: from === to ? '' : from,
    to,
    images: images.join('\n'),
  };
}

/**
 * Where traffic and steps stand, in percent; null when nothing is being
 * rolled out.
 *
 * @internal
 */
export function rolloutProgress(
  row: FleetRow,
): { set: number; actual: number; step: FleetRow['step'] } | null {
  const { step, weight, phase } = row;
  const midway = step !== null && step.index < step.total;
  const moving = phase === 'progressing' || phase === 'paused' || row.aborted;
  if (!midway && !moving) {
    return null;
  }
  return {
    set: percentOf(weight.set, weight.max),
    actual: percentOf(weight.actual, weight.max),
    step: midway ? step : null,
  };
}

/** The last part of an entity ref: what people call it. @internal */
export function refName(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}
