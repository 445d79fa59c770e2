import type {
  DeploymentCondition,
  DeploymentHeaderMatch,
} from '@heal7/backstage-plugin-deployments-common';
import type { Marks } from '@heal7/backstage-plugin-deployments-node';

/** What is kept of a Canary. */
export interface CanaryData extends Marks {
  generation: number;
  spec: CanarySpec;
  /** Null before Flagger has reported anything. */
  status: CanaryStatus | null;
}

export interface CanarySpec {
  target: { kind: string; name: string };
  /** Name of the Service that callers use, and of the VirtualService. */
  apex: string;
  /** What routes traffic; empty when it is Flagger's own default. */
  provider: string;
  suspended: boolean;
  /** New revisions are promoted without being judged. */
  skipsAnalysis: boolean;
  /** Null when there is none: then it is skipped as well. */
  analysis: CanaryAnalysis | null;
}

export interface CanaryAnalysis {
  /** How often Flagger looks, in seconds. */
  intervalSeconds: number;
  /** Failed checks that end the rollout. */
  threshold: number;
  /** Checks to pass in A/B testing and blue-green; 0 in a canary. */
  iterations: number;
  stepWeight: number;
  stepWeights: number[];
  maxWeight: number;
  /** Traffic is given back in steps while the primary is updated. */
  stepWeightPromotion: number;
  /** Percent of the requests that are mirrored first; null for none. */
  mirrorPercent: number | null;
  /** Requests that A/B testing sends to the new revision; null for none. */
  match: DeploymentHeaderMatch[] | null;
  metrics: CanaryMetric[];
  webhooks: CanaryWebhook[];
}

export interface CanaryMetric {
  name: string;
  /** The window that it is measured over, as written. */
  interval: string;
  min: number | null;
  max: number | null;
  /** E.g. `prometheus`; empty when only its MetricTemplate tells. */
  provider: string;
}

export interface CanaryWebhook {
  type: string;
  name: string;
  url: string;
}

export interface CanaryStatus {
  phase: string;
  /** Weight asked for last; zero in the phases that do not count by it. */
  weight: number;
  iterations: number;
  failedChecks: number;
  conditions: DeploymentCondition[];
  /** Since when it is in this phase; null when Flagger does not say. */
  phaseSince: string | null;
}
