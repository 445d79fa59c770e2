import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import type {
  ObservedGroup,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { rollouts } from '../kinds';
import { compareTexts } from '@heal7/backstage-plugin-deployments-node';
import { project } from '../project/project';
import type { RolloutData } from '../rollout/RolloutData';
import { objectsOf } from './objects';
import { observe } from './observe';
import { parseDocuments } from './parse';

/** A file's name, which stands for a cluster, and its text. */
export interface StateInput {
  cluster: string;
  /** How messages name the file. */
  file: string;
  text: string;
}

/**
 * All objects of the file stand in for what a collector finds to belong to a
 * rollout: the projection itself keeps only what is joined by UID.
 */
function groupOf(
  cluster: string,
  root: ObservedObject<RolloutData>,
  objects: ObservedObject[],
): ObservedGroup<RolloutData> {
  return {
    cluster,
    root,
    related: <TData>(kind: WatchedKind<TData>) =>
      objects.filter(
        (object): object is ObservedObject<TData> => object.kind === kind.id,
      ),
  };
}

/** The fields that come first, for the eye and for scripts. */
function inOrder(state: DeploymentState): DeploymentState {
  const { cluster, namespace, name, engine, strategy, phase, message } = state;
  const { step, weight, revisions, analysis } = state;
  const { traffic, explanation, gitOps } = state;
  const first = {
    ...{ cluster, namespace, name, engine, strategy, phase, message },
    ...{ step, weight, revisions, analysis, traffic, explanation, gitOps },
  };
  return { ...first, ...state };
}

/**
 * The state of every rollout in the files, sorted by cluster, namespace and
 * name. Each file is a cluster of its own: nothing is joined across files.
 *
 * @throws StateError when a file is neither YAML nor JSON.
 */
export function statesOf(inputs: StateInput[]): DeploymentState[] {
  return inputs
    .flatMap(({ cluster, file, text }) => {
      const objects = observe(
        parseDocuments(text, file).flatMap(document => objectsOf(document)),
      );
      return objects
        .filter(
          (object): object is ObservedObject<RolloutData> =>
            object.kind === rollouts.id,
        )
        .map(root => inOrder(project(groupOf(cluster, root, objects))));
    })
    .sort(
      (a, b) =>
        compareTexts(a.cluster, b.cluster) ||
        compareTexts(a.namespace, b.namespace) ||
        compareTexts(a.name, b.name),
    );
}
