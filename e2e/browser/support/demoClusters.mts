import { createHeal7Scenario } from '../../../tools/demo-clusters/src/scenario/heal7.mts';
import { startDemoCluster } from '../../../tools/demo-clusters/src/startDemoCluster.mts';
import type { DemoCluster } from '../../../tools/demo-clusters/src/startDemoCluster.mts';

export type { DemoCluster };

/** Both demo clusters with heal7's scenario, on free ports. */
export async function startDemoClusters(): Promise<DemoCluster[]> {
  const scenario = createHeal7Scenario();
  const clusters: DemoCluster[] = [];
  for (const name of ['eks-heal7-production', 'gke-heal7-secondary']) {
    clusters.push(await startDemoCluster({ name, port: 0, scenario }));
  }
  return clusters;
}

/** The embedded configuration's clusters, where they are this time. */
export function demoClustersConfig(clusters: DemoCluster[]): object {
  return {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url }) => ({
            name,
            url,
            authProvider: 'serviceAccount',
            serviceAccountToken: 'demo-viewer',
          })),
        },
      ],
    },
    deployments: {
      clusters: Object.fromEntries(
        clusters.map(({ name, url }) => [
          name,
          { metrics: { url: `${url}/demo/prometheus` } },
        ]),
      ),
    },
  };
}
