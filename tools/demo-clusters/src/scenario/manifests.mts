import type { KubeObject, NewObject } from '../kubeObject.mts';
import type { AnalysisTemplate } from '../simulator/analysisTypes.mts';
import {
  FAULT_ANNOTATION,
  type PodTemplate,
} from '../simulator/podTemplate.mts';
import type {
  DestinationRule,
  VirtualService,
} from '../simulator/rollout/istio.mts';
import type { Rollout } from '../simulator/rollout/types.mts';
import type { Service } from '../simulator/workloadTypes.mts';
import {
  analysisName,
  headerRouteName,
  NAMESPACE,
  type Release,
  type ServiceDefinition,
} from './service.mts';

/** Labels that name the service on everything of it. */
export function serviceLabels(name: string): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': 'heal7',
    'backstage.io/kubernetes-id': name,
  };
}

/** What metadata needs to know of a service. */
type Named = Pick<ServiceDefinition, 'name' | 'entity'>;

/** Metadata of an object of the service. */
export function metadata(
  service: Named,
  name = service.name,
): NewObject['metadata'] {
  const entity = service.entity ?? `component:default/${service.name}`;
  return {
    name,
    namespace: NAMESPACE,
    labels: serviceLabels(service.name),
    annotations: { 'heal7.com/entity': entity },
  };
}

function probe(path: string): Record<string, unknown> {
  return { httpGet: { path, port: 'http' } };
}

/** The pod template of a version. */
export function podTemplate(
  service: ServiceDefinition,
  release: Release,
): PodTemplate {
  return {
    metadata: {
      labels: {
        ...serviceLabels(service.name),
        'app.kubernetes.io/version': release.version,
      },
      ...(release.fault
        ? { annotations: { [FAULT_ANNOTATION]: release.fault } }
        : {}),
    },
    spec: {
      serviceAccountName: service.name,
      ...(service.nodeSelector ? { nodeSelector: service.nodeSelector } : {}),
      securityContext: { runAsNonRoot: true, runAsUser: 1001 },
      containers: [
        {
          name: service.name,
          image: release.image ?? `${service.image}:${release.version}`,
          ports: [{ name: 'http', containerPort: service.port }],
          resources: service.resources,
          livenessProbe: probe('/health'),
          readinessProbe: probe('/ready'),
          securityContext: { readOnlyRootFilesystem: true },
        },
      ],
    },
  };
}

function strategy(service: ServiceDefinition): Rollout['spec']['strategy'] {
  const { name } = service;
  const templates = [{ templateName: analysisName(name) }];
  if (service.strategy === 'blue-green') {
    return {
      blueGreen: {
        activeService: name,
        previewService: `${name}-preview`,
        autoPromotionEnabled: false,
        prePromotionAnalysis: { templates },
        scaleDownDelaySeconds: 30,
      },
    };
  }
  return {
    canary: {
      steps: service.steps,
      ...(service.backgroundAnalysis
        ? {
            analysis: {
              templates: [{ templateName: `${name}-background` }],
              startingStep: 2,
            },
          }
        : {}),
      trafficRouting: {
        managedRoutes: [{ name: headerRouteName(name) }],
        istio: {
          virtualService: { name, routes: ['primary'] },
          destinationRule: {
            name,
            stableSubsetName: 'stable',
            canarySubsetName: 'canary',
          },
        },
      },
    },
  };
}

/** The Rollout of a service at a version. */
export function rollout(
  service: ServiceDefinition,
  release: Release,
): NewObject<Rollout> {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: metadata(service),
    spec: {
      replicas: service.replicas,
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: { 'app.kubernetes.io/name': service.name } },
      strategy: strategy(service),
      template: podTemplate(service, release),
    },
  };
}

/** The Service, and for blue-green the one of the preview. */
export function services(service: ServiceDefinition): NewObject<Service>[] {
  const names = [service.name];
  if (service.strategy === 'blue-green') {
    names.push(`${service.name}-preview`);
  }
  return names.map((name, index) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(service, name),
    spec: {
      type: 'ClusterIP',
      clusterIP: `172.20.${service.port % 250}.${10 + index}`,
      selector: { 'app.kubernetes.io/name': service.name },
      ports: [{ name: 'http', port: service.port, targetPort: 'http' }],
    },
  }));
}

/** Routes of a canary: everything to stable until the rollout moves it. */
export function virtualService(
  service: ServiceDefinition,
): NewObject<VirtualService> {
  const { name, host, port } = service;
  const target = (subset: string, weight: number) => ({
    destination: { host: name, subset, port: { number: port } },
    weight,
  });
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metadata(service),
    spec: {
      hosts: host ? [name, host] : [name],
      gateways: host ? ['istio-system/heal7', 'mesh'] : ['mesh'],
      http: [
        {
          name: 'primary',
          route: [target('stable', 100), target('canary', 0)],
        },
      ],
    },
  };
}

/** Subsets that the rollout points at its two revisions. */
export function destinationRule(
  service: ServiceDefinition,
): NewObject<DestinationRule> {
  const labels = { 'app.kubernetes.io/name': service.name };
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: metadata(service),
    spec: {
      host: service.name,
      subsets: [
        { name: 'stable', labels },
        { name: 'canary', labels },
      ],
    },
  };
}

function errorRatioQuery(service: string): string {
  const selector = `destination_workload="${service}"`;
  const rate = (filter: string) =>
    `sum(rate(istio_requests_total{${filter}}[1m]))`;
  return `${rate(`${selector},response_code=~"5.."`)} / ${rate(selector)}`;
}

/** What judges a version: the share of its answers that are errors. */
export function analysisTemplates(
  service: ServiceDefinition,
): NewObject<AnalysisTemplate>[] {
  const base = {
    successCondition: 'result[0] <= 0.01',
    failureLimit: 1,
    provider: {
      prometheus: {
        address: 'http://prometheus.monitoring:9090',
        query: errorRatioQuery(service.name),
      },
    },
  };
  const template = (
    name: string,
    metrics: AnalysisTemplate['spec']['metrics'],
  ): NewObject<AnalysisTemplate> => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: metadata(service, name),
    spec: { metrics },
  });
  return [
    template(analysisName(service.name), [
      { name: 'error-ratio', interval: '10s', count: 4, ...base },
    ]),
    template(`${service.name}-background`, [
      { name: 'error-ratio', interval: '15s', ...base },
    ]),
  ];
}

/** What stands around the rollout: scaling, disruption, configuration. */
export function surroundings(service: ServiceDefinition): NewObject[] {
  const { name, replicas } = service;
  const target = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name };
  const cpu = { type: 'Utilization', averageUtilization: 70 };
  const objects: (NewObject & Record<string, unknown>)[] = [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadata(service),
      spec: {
        scaleTargetRef: target,
        minReplicas: replicas,
        maxReplicas: 20,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: cpu } }],
      },
      status: {
        currentReplicas: replicas,
        desiredReplicas: replicas,
        currentMetrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', current: { averageUtilization: 41 } },
          },
        ],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(service),
      spec: {
        minAvailable: Math.max(1, replicas - 1),
        selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(service, `${name}-config`),
      data: { LOG_LEVEL: 'info', PORT: String(service.port) },
    },
  ];
  return objects as NewObject<KubeObject>[];
}
