import { createGeneratedScenario } from '../../demo-clusters/src/scenario/generated.mts';
import type { GeneratedSize } from '../../demo-clusters/src/scenario/generated.mts';
import type { Scenario } from '../../demo-clusters/src/scenario/scenario.mts';
import { startDemoCluster } from '../../demo-clusters/src/startDemoCluster.mts';
import type { DemoCluster } from '../../demo-clusters/src/startDemoCluster.mts';
import { RESOURCES } from '../../demo-clusters/src/store/resourceType.mts';
import type { Cleanup } from './cleanup.mts';

const ID_LABEL = 'backstage.io/kubernetes-id';

/**
 * Puts the entity's label on ReplicaSets and pods too, as a real chart does:
 * the Kubernetes plugin finds each object by its own labels.
 */
function withLabelledPods(scenario: Scenario): Scenario {
  return stage => {
    const direct = scenario(stage);
    const { store } = stage;
    for (const type of [RESOURCES.replicaSets, RESOURCES.pods]) {
      for (const object of store.list(type)) {
        const { metadata } = object;
        const service = metadata.name.split('-', 2).join('-');
        const labels = { ...metadata.labels, [ID_LABEL]: service };
        store.replace(type, { ...object, metadata: { ...metadata, labels } });
      }
    }
    stage.simulator.rest();
    return direct;
  };
}

/** Starts demo clusters of resting rollouts `generated-00000` and so on. */
export async function startGeneratedClusters(
  names: string[],
  size: GeneratedSize,
  cleanup: Cleanup,
): Promise<DemoCluster[]> {
  const clusters: DemoCluster[] = [];
  for (const name of names) {
    const scenario = withLabelledPods(createGeneratedScenario(size));
    const cluster = await startDemoCluster({ name, port: 0, scenario });
    cleanup.add(() => cluster.stop());
    clusters.push(cluster);
  }
  return clusters;
}
