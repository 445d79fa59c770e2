import type {
  ClusterStatus,
  DeploymentView,
  EntityDeployments,
} from '@heal7/backstage-plugin-deployments-common';

/** A rollout's place in one cluster; `view` is null where it is not. @internal */
export interface TargetCell {
  cluster: ClusterStatus;
  view: DeploymentView | null;
}

/** One rollout in every cluster of the entity. @internal */
export interface TargetRow {
  key: string;
  namespace: string;
  name: string;
  engine: string;
  /** In the order of the answer's clusters. */
  cells: TargetCell[];
}

const unlisted = (name: string): ClusterStatus => ({
  name,
  title: name,
  condition: 'connecting',
  since: '',
  message: '',
  lastSyncedAt: null,
  demo: false,
  problems: [],
});

/**
 * Puts the same rollout of several clusters into one row. Every target of the
 * answer is in exactly one cell, and every row has a cell for every cluster.
 *
 * @internal
 */
export function groupTargets(answer: EntityDeployments): TargetRow[] {
  const listed = new Set(answer.clusters.map(({ name }) => name));
  const missing = new Set(
    answer.items
      .map(({ state }) => state.cluster)
      .filter(name => !listed.has(name)),
  );
  const clusters = [...answer.clusters, ...[...missing].map(unlisted)];

  const rows = new Map<string, DeploymentView[]>();
  for (const view of answer.items) {
    const { namespace, name, engine } = view.state;
    const key = JSON.stringify([namespace, name, engine]);
    rows.set(key, [...(rows.get(key) ?? []), view]);
  }
  return [...rows].map(([key, views]) => {
    const { namespace, name, engine } = views[0].state;
    const cells = clusters.map(cluster => ({
      cluster,
      view: views.find(v => v.state.cluster === cluster.name) ?? null,
    }));
    return {
      key,
      namespace,
      name,
      engine,
      cells,
    };
  });
}

/** Clusters whose picture may be old: their last known state is shown. @internal */
export function isStale(cluster: ClusterStatus): boolean {
  return cluster.condition === 'unreachable' || cluster.condition === 'unowned';
}
