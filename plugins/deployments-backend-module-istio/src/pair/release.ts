import {
  asFields,
  asInteger,
  asText,
  asTextMap,
  fieldOf,
} from '@heal7/backstage-plugin-deployments-node';
import { isColour } from './colours';
import type { Colour } from './colours';

/**
 * What delivery/deploy-strategy.sh leaves on the VirtualService, in one update
 * with the routes: the release that is under way, or the last one.
 */
export const RELEASE = 'heal7.com/release';
/** Who works on it, and until when others have to believe that. */
export const LOCK = 'heal7.com/release-lock';
/** Who has asked a running one to stop. */
export const ABORT = 'heal7.com/release-abort';

/** The route by which requests with the canary header reach the new colour. */
export const headerRouteOf = (virtualService: string) =>
  `${virtualService}-canary-header`;

/** A release as the script writes it down. */
export interface Release {
  id: string;
  phase: string;
  live: Colour;
  next: Colour;
  /** Percent that the new colour gets while it is watched. */
  share: number;
  reason: string;
}

/** A run of the script. */
export interface Lock {
  holder: string;
  /** Seconds since 1970. */
  until: number;
}

const UNDER_WAY = [
  'preparing',
  'rolling',
  'checking',
  'watching',
  'inconclusive',
  'settling',
  'rolling-back',
];
const TAKEN_BACK = ['rolling-back', 'failed', 'aborted'];

/** Somebody has to bring it to an end. */
export const isUnderWay = (release: Release | null) =>
  release !== null && UNDER_WAY.includes(release.phase);

/** It ended, or is ending, with the traffic where it was before. */
export const isTakenBack = (release: Release | null) =>
  release !== null && TAKEN_BACK.includes(release.phase);

/** The JSON of an annotation; undefined when it is none. */
export function annotationOf(metadata: unknown, name: string): unknown {
  try {
    return JSON.parse(
      asTextMap(fieldOf(metadata, 'annotations'))[name] ?? 'null',
    );
  } catch {
    return undefined;
  }
}

/** Null when there is none that can be read. */
export function readRelease(metadata: unknown): Release | null {
  const release = asFields(annotationOf(metadata, RELEASE));
  const live = asText(release?.live);
  const next = asText(release?.next);
  return isColour(live) && isColour(next) && live !== next
    ? {
        id: asText(release?.id),
        phase: asText(release?.phase),
        live,
        next,
        share: asInteger(release?.share) ?? 0,
        reason: asText(release?.reason),
      }
    : null;
}

/** Null when nobody works on it. */
export function readLock(metadata: unknown): Lock | null {
  const lock = asFields(annotationOf(metadata, LOCK));
  return lock
    ? { holder: asText(lock.holder), until: asInteger(lock.until) ?? 0 }
    : null;
}
