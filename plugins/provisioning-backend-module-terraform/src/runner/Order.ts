import type { Job } from '@heal7/backstage-plugin-provisioning-node';
import type { Settings } from '../engine/Settings';

/**
 * What a runner is told by the portal, over a channel between the two and
 * nowhere else: it holds secrets.
 */
export interface Order {
  /** 1 does the job; later ones clean up after one that has died. */
  attempt: number;
  job: Job;
  settings: Settings;
  /** Of the engine; absolute. */
  binary: string;
  network: Record<string, string>;
}

/** What it answers, once. After `begun` it needs nobody. */
export type Answer =
  | { type: 'begun' }
  /** Another process does this already. */
  | { type: 'taken' };
