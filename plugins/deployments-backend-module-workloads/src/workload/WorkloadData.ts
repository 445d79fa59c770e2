import type {
  DeploymentCondition,
  DeploymentRevisionSource,
} from '@heal7/backstage-plugin-deployments-common';
import type { Marks } from '@heal7/backstage-plugin-deployments-node';

/** What a Deployment and a StatefulSet have in common, as far as it is kept. */
export interface WorkloadData extends Marks {
  generation: number;
  /** Zero when the controller has not reported yet. */
  observedGeneration: number;
  /** How many pods there should be. */
  desired: number;
  template: TemplateData;
  replicas: number;
  updated: number;
  ready: number;
  available: number;
  conditions: DeploymentCondition[];
  /** Why pods cannot be made, e.g. a quota; empty when they can. */
  failure: string;
}

/** What is kept of a pod template. */
export interface TemplateData {
  /** Tells whether two templates are the same. */
  fingerprint: string;
  containers: string[];
  images: string[];
  source: DeploymentRevisionSource | null;
  /** Whether pods made from it carry the labels that pods are watched by. */
  watched: boolean;
}
