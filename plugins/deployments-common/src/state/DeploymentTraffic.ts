import type { DeploymentRole } from './DeploymentRevision';

/**
 * Where requests really go, read from what routes them: not from what the
 * engine was asked for.
 *
 * @public
 */
export interface DeploymentTraffic {
  /**
   * What was read: the routes of a `virtual-service`; the selectors of a
   * `service`, which send all or nothing; or the number of ready pods where
   * `replicas` share a Service.
   */
  source: 'virtual-service' | 'service' | 'replicas';
  /** `kind namespace/name` of what was read, for the reader to find it. */
  about: string;
  /**
   * Sorted by weight, largest first; adds up to 100 where it adds up. Empty
   * when nothing serves, or when the route is `not-read`.
   */
  shares: DeploymentTrafficShare[];
  /** Percent of requests of which the new revision gets a copy; 0 for none. */
  mirroredPercent: number;
  /** Whether a cookie keeps a visitor with the revision met first. */
  sticky: boolean;
  /** Why it is not what was asked for; null when it is. */
  difference: DeploymentTrafficDifference | null;
}

/** @public */
export interface DeploymentTrafficShare {
  /** Pod template hash; empty when the route leads to something else. */
  hash: string;
  /** Null when the route leads to no revision that is known. */
  role: DeploymentRole | null;
  /** What the route names, e.g. `host/subset`. */
  destination: string;
  /** Percent. */
  weight: number;
}

/**
 * - `pods-not-ready`: the engine waits for pods before it moves traffic;
 * - `not-routed-yet`: asked for, and not yet written to the route;
 * - `changed-by-others`: the route says what the engine never asked for;
 * - `rounded-by-replicas`: pods share evenly, so that only some shares exist;
 * - `no-route`: the route names no destination of this rollout;
 * - `not-read`: the route splits connections (TCP, TLS), which is not read;
 * - `dead-end`: traffic goes to a revision without a ready pod.
 *
 * @public
 */
export interface DeploymentTrafficDifference {
  code:
    | 'pods-not-ready'
    | 'not-routed-yet'
    | 'changed-by-others'
    | 'rounded-by-replicas'
    | 'no-route'
    | 'not-read'
    | 'dead-end';
  /** English, complete in itself. */
  message: string;
}
