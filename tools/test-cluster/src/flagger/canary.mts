import type { KubeObject } from '../api/kube-client.mts';

/** What a test says of a service that Flagger delivers. */
export interface FlaggerService {
  namespace: string;
  name: string;
  image: string;
  /** Address of the Prometheus that judges it. */
  prometheus: string;
  /** `spec.analysis`, without its metric. */
  analysis: Record<string, unknown>;
  /** More of the Canary's spec. */
  spec?: Record<string, unknown>;
  /** Entity that the Canary names as its own. */
  entity?: string;
}

/**
 * A Deployment, the Canary that delivers it, and the metric that it is judged
 * by: the error ratio in percent that the exporter with the job of its name
 * reports.
 */
export function flaggerService(service: FlaggerService): KubeObject[] {
  const { namespace, name, image, prometheus, analysis, spec, entity } =
    service;
  const labels = { app: name, 'backstage.io/kubernetes-id': name };
  const ratio = (codes: string) =>
    `sum(rate(http_requests_total{job="${name}"${codes}}[5s]))`;
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              { name: 'app', image, ports: [{ containerPort: 8080 }] },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: { name: 'error-ratio', namespace },
      spec: {
        provider: { type: 'prometheus', address: prometheus },
        query: `100 * ${ratio(',code=~"5.."')} / ${ratio('')}`,
      },
    },
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: {
        name,
        namespace,
        labels,
        ...(entity && { annotations: { 'heal7.com/entity': entity } }),
      },
      spec: {
        provider: 'istio',
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        service: { port: 80, targetPort: 8080 },
        ...spec,
        analysis: {
          // Flagger takes no less.
          interval: '10s',
          threshold: 2,
          metrics: [
            {
              name: 'error-ratio',
              templateRef: { name: 'error-ratio', namespace },
              thresholdRange: { max: 1 },
              interval: '30s',
            },
          ],
          ...analysis,
        },
      },
    },
  ];
}
