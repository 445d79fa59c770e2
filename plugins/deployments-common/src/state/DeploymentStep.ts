/**
 * Where a rollout stands in its steps. `index` counts from zero; a rollout
 * that has completed all of its steps has `index === total`.
 *
 * @public
 */
export interface DeploymentStepPosition {
  index: number;
  total: number;
}

/**
 * A match on one request header. Exactly one of the three is set; `kind`
 * `unknown` is a matcher this version does not know.
 *
 * @public
 */
export interface DeploymentHeaderMatch {
  header: string;
  kind: 'exact' | 'prefix' | 'regex' | 'unknown';
  value: string;
}

/**
 * Requests with these headers go to the new revision whatever the weight.
 *
 * @public
 */
export interface DeploymentHeaderRoute {
  name: string;
  matches: DeploymentHeaderMatch[];
}

/**
 * One step of a canary. Durations are in seconds. A kind of step that this
 * version does not know keeps its name and stays in its place.
 *
 * @public
 */
export type DeploymentStep =
  | { kind: 'set-weight'; weight: number }
  /** `durationSeconds: null` waits until a person promotes. */
  | { kind: 'pause'; durationSeconds: number | null }
  | {
      kind: 'set-canary-scale';
      replicas: number | null;
      weight: number | null;
      matchTrafficWeight: boolean;
    }
  /** No matches removes the route of that name. */
  | {
      kind: 'set-header-route';
      name: string;
      matches: DeploymentHeaderMatch[];
    }
  /** `percentage: null` with no match removes the route of that name. */
  | { kind: 'set-mirror-route'; name: string; percentage: number | null }
  | { kind: 'analysis'; templates: string[] }
  | {
      kind: 'experiment';
      templates: string[];
      durationSeconds: number | null;
    }
  | { kind: 'plugin'; name: string }
  | { kind: 'unknown'; name: string };
