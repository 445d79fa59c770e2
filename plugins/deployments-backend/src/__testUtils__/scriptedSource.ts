import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import { fakeSource, rollout } from './fakeSource';
import { looking } from './rolloutStates';
import type { Look } from './rolloutStates';

/**
 * The fake engine, with states as an annotation of the rollout scripts them.
 */
export const scriptedSource: DeploymentSource = {
  ...fakeSource,
  root: {
    ...fakeSource.root,
    digest: object => ({
      data: {
        labels: object.metadata.labels ?? {},
        look: JSON.parse(object.metadata.annotations?.look ?? '{}'),
      },
    }),
  },
  get kinds() {
    return [scriptedSource.root];
  },
  project({ cluster, root }) {
    const { labels, look } = root.data as {
      labels: Record<string, string>;
      look: Look;
    };
    const { name, uid } = root;
    return looking({ ...look, cluster, name, uid, labels });
  },
} as DeploymentSource;

/** A rollout that looks so. */
export function lookingRollout(name: string, look: Look) {
  const object = rollout(name);
  object.metadata.annotations = { look: JSON.stringify(look) };
  return object;
}
