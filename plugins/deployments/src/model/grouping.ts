import type {
  ClusterStatus,
  DeploymentView,
  EntityDeployments,
} from '@heal7/backstage-plugin-deployments-common';
import { imageVersion, parseImage } from './imageName';
import { revisionPair, tellingImage } from './revisions';

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
  /**
   * What each cluster serves when they do not all serve the same image;
   * empty when they do.
   */
  differences: { cluster: string; image: string; version: string }[];
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

function differencesOf(cells: TargetCell[]): TargetRow['differences'] {
  const served = cells.flatMap(({ cluster, view }) => {
    const image = view
      ? tellingImage(revisionPair(view.state).serving, null)
      : '';
    return image
      ? [
          {
            cluster: cluster.title,
            image,
            version: imageVersion(parseImage(image)),
          },
        ]
      : [];
  });
  // Registries differ between clouds although the image is the same one.
  const identity = (image: string) => {
    const { repository, tag, digest } = parseImage(image);
    const last = repository.slice(repository.lastIndexOf('/') + 1);
    return digest || `${last}:${tag}`;
  };
  const distinct = new Set(served.map(({ image }) => identity(image)));
  return distinct.size > 1 ? served : [];
}

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
      differences: differencesOf(cells),
    };
  });
}

/** Clusters whose picture may be old: their last known state is shown. @internal */
export function isStale(cluster: ClusterStatus): boolean {
  return cluster.condition === 'unreachable' || cluster.condition === 'unowned';
}
