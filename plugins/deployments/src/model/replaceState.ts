import type {
  DeploymentState,
  DeploymentTargetRef,
  EntityDeployments,
} from '@heal7/backstage-plugin-deployments-common';

/** Identifies the target of a state. @internal */
export const targetOf = (state: DeploymentState): DeploymentTargetRef => ({
  cluster: state.cluster,
  namespace: state.namespace,
  name: state.name,
  engine: state.engine,
});

/** One text per target. @internal */
export const targetKey = (target: DeploymentTargetRef): string =>
  JSON.stringify([
    target.cluster,
    target.namespace,
    target.name,
    target.engine,
  ]);

/**
 * The answer with one target's state exchanged; others stay the same objects.
 *
 * @internal
 */
export function replaceState(
  answer: EntityDeployments,
  state: DeploymentState,
): EntityDeployments {
  const key = targetKey(state);
  return {
    ...answer,
    items: answer.items.map(item =>
      targetKey(item.state) === key ? { ...item, state } : item,
    ),
  };
}
