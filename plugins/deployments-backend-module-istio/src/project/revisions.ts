import type { DeploymentRevision } from '@heal7/backstage-plugin-deployments-common';
import {
  digestsOf,
  shownPod,
  sortPods,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedObject,
  PodData,
} from '@heal7/backstage-plugin-deployments-node';
import type { ColourSide, Pair } from '../pair/Pair';
import type { Colour } from '../pair/colours';
import { rolesOf } from './roles';

/** What each colour runs, the newest first. */
export function revisionsOf(
  pair: Pair,
  podsOf: (colour: Colour) => ObservedObject<PodData>[],
): DeploymentRevision[] {
  const { newest, live, other } = pair;
  const sides: ColourSide[] = newest === live ? [live, other] : [other, live];
  return sides.flatMap(side => {
    const { colour, data, replicaSet, hash } = side;
    if (!data) {
      return [];
    }
    const roles = rolesOf(side, pair);
    const pods = sortPods(podsOf(colour));
    return [
      {
        role: roles[0],
        roles,
        hash,
        revision: data.revision,
        images: data.images,
        digests: digestsOf(
          data.containers,
          pods.map(pod => pod.data),
        ),
        source: data.source,
        replicas: data.replicas,
        pods: pods.map(shownPod),
        createdAt: replicaSet?.createdAt ?? null,
      },
    ];
  });
}
