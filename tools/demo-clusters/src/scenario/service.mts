import type { CanaryStep } from '../simulator/rollout/types.mts';

/** The namespace that everything of heal7 runs in. */
export const NAMESPACE = 'heal7-production';

/** A service as its rollout in one cluster needs it. */
export interface ServiceDefinition {
  /** Also its Backstage component and its `backstage.io/kubernetes-id`. */
  name: string;
  /** Image without the tag. */
  image: string;
  port: number;
  replicas: number;
  strategy: 'canary' | 'blue-green';
  /** Steps of a canary. */
  steps: CanaryStep[];
  /** Judges the canary all along, besides any analysis step. */
  backgroundAnalysis: boolean;
  /** Entity ref that the workload names; by default its own component. */
  entity?: string;
  /** The host it is reached by; undefined inside the mesh only. */
  host?: string;
  resources: {
    requests: Record<string, string>;
    limits: Record<string, string>;
  };
  nodeSelector?: Record<string, string>;
}

/** A version of a service; `fault` is what is wrong with it, if anything. */
export interface Release {
  version: string;
  /** Image with digest; by default the service's image with the version. */
  image?: string;
  fault?: 'errors' | 'image-pull';
}

/** Name of the route that sends requests with the header to the canary. */
export function headerRouteName(service: string): string {
  return `${service}-canary-header`;
}

/** The step that sends requests with a header to the canary whatever the weight. */
export function headerStep(
  service: string,
  headerName = 'canary',
  exact = 'true',
): CanaryStep {
  return {
    setHeaderRoute: {
      name: headerRouteName(service),
      match: [{ headerName, headerValue: { exact } }],
    },
  };
}

/** Name of the analysis template of a service. */
export function analysisName(service: string): string {
  return `${service}-error-ratio`;
}

/** 10 % with the header route, watched, then half, then all. */
export function watchedSteps(
  service: string,
  first: { duration?: string },
  second: string,
): CanaryStep[] {
  return [
    { setWeight: 10 },
    headerStep(service),
    { pause: first },
    { analysis: { templates: [{ templateName: analysisName(service) }] } },
    { setWeight: 50 },
    { pause: { duration: second } },
  ];
}
