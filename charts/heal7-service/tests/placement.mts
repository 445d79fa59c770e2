import { get, merge, type Helm, type Values } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, CLUSTERS, LEAST, SECRETS } from './values.mts';

const GPU: Values = {
  placement: { pool: 'gpu' },
  gpu: { count: 2, type: 'nvidia-l4' },
};

/** Nodes, disks, identities and secrets of each cloud. */
export function checkPlacement(helm: Helm, report: Report): void {
  const render = (change: Values) =>
    helm.template(CHART, { values: merge(LEAST, change) });
  const podOf = (change: Values) =>
    get(render(change), 'Rollout').spec.template.spec;
  const nodes = (change: Values) => {
    const { nodeSelector, tolerations } = podOf(change);
    return [nodeSelector, tolerations?.map(({ key }: any) => key)];
  };

  report.same('the general pool asks for nothing', nodes({}), [
    undefined,
    undefined,
  ]);
  report.same(
    'the pool with much CPU is labelled and reserved',
    nodes({ placement: { pool: 'high-cpu' } }),
    [{ 'heal7.com/node-pool': 'high-cpu' }, ['heal7.com/dedicated']],
  );
  report.same(
    'each cloud names the type of a GPU in its own way',
    [
      nodes(merge(GPU, { cluster: CLUSTERS.aws })),
      nodes(merge(GPU, { cluster: CLUSTERS.gcp })),
    ],
    [
      [
        {
          'heal7.com/node-pool': 'gpu',
          'k8s.amazonaws.com/accelerator': 'nvidia-l4',
        },
        ['nvidia.com/gpu'],
      ],
      [
        {
          'heal7.com/node-pool': 'gpu',
          'cloud.google.com/gke-accelerator': 'nvidia-l4',
        },
        ['nvidia.com/gpu'],
      ],
    ],
  );
  report.same(
    'the service’s own labels and tolerations come on top',
    nodes({
      placement: { pool: 'high-cpu' },
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'spot', operator: 'Exists' }],
    }),
    [
      { 'heal7.com/node-pool': 'high-cpu', disk: 'ssd' },
      ['heal7.com/dedicated', 'spot'],
    ],
  );
  report.same(
    'GPUs are a limit beside the others',
    podOf(GPU).containers[0].resources.limits,
    { cpu: '500m', memory: '512Mi', 'nvidia.com/gpu': 2 },
  );

  const volumes = (type: string) =>
    podOf({
      writablePaths: [],
      sharedMemory: '1Gi',
      cacheVolume: { path: '/models', size: '20Gi', type, storageClass: 'a' },
    }).volumes;
  const memory = {
    name: 'shared-memory',
    emptyDir: { medium: 'Memory', sizeLimit: '1Gi' },
  };
  report.same('a cache on the node’s disk', volumes('emptyDir'), [
    memory,
    { name: 'cache', emptyDir: { sizeLimit: '20Gi' } },
  ]);
  report.same(
    'a cache on a disk of each pod',
    volumes('ephemeral')[1].ephemeral.volumeClaimTemplate.spec,
    {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'a',
      resources: { requests: { storage: '20Gi' } },
    },
  );
  report.same('a cache that all pods share', volumes('shared'), [
    memory,
    {
      name: 'cache',
      persistentVolumeClaim: { claimName: 'heal7-web-main-cache' },
    },
  ]);

  const role = 'arn:aws:iam::123456789012:role/heal7-web-main';
  const google = 'web@heal7.iam.gserviceaccount.com';
  const account = (serviceAccount: Values) =>
    get(render({ serviceAccount }), 'ServiceAccount').metadata.annotations;
  report.same(
    'an identity in each cloud',
    [account({ roleArn: role }), account({ gcpServiceAccount: google })],
    [
      { 'eks.amazonaws.com/role-arn': role },
      { 'iam.gke.io/gcp-service-account': google },
    ],
  );

  const secrets = render({ secrets: SECRETS });
  const { spec } = get(secrets, 'ExternalSecret');
  report.same(
    'a secret is read hourly and only where it is used',
    [
      spec.refreshInterval,
      spec.data,
      get(secrets, 'Rollout').spec.template.spec.containers[0].env.filter(
        (one: any) => one.valueFrom,
      ),
    ],
    [
      '1h',
      [
        {
          secretKey: 'API_KEY',
          remoteRef: { key: 'heal7/production/api-key' },
        },
        {
          secretKey: 'DATABASE_URL',
          remoteRef: { key: 'heal7/production/database', property: 'url' },
        },
      ],
      ['API_KEY', 'DATABASE_URL'].map(key => ({
        name: key,
        valueFrom: { secretKeyRef: { name: spec.target.name, key } },
      })),
    ],
  );
}
