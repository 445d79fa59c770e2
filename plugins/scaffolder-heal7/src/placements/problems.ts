import type { Phrase } from '../translation/keys';
import type { Cluster } from './placementsApi';

/**
 * What is wrong with a choice of clusters.
 *
 * @param known - undefined when the clusters could not be asked for
 * @param requires - node pools without which the service cannot run
 */
export function placementProblems(
  chosen: string[],
  known: Cluster[] | undefined,
  requires: string[] = [],
): Phrase[] {
  if (chosen.length === 0) {
    return [{ key: 'placement.none' }];
  }
  if (!known) {
    return [];
  }
  const clusters = known.filter(({ name }) => chosen.includes(name));
  const strangers = chosen.filter(
    name => !known.some(cluster => cluster.name === name),
  );
  // A cluster whose pools nobody has described may well have the one needed.
  const missing = requires.filter(pool =>
    clusters.every(({ pools }) => pools && !pools.includes(pool)),
  );
  return [
    ...strangers.map(
      (name): Phrase => ({ key: 'placement.unknown', params: { name } }),
    ),
    ...(clusters.length > 0 ? missing : []).map(
      (pool): Phrase => ({ key: 'placement.noPool', params: { pool } }),
    ),
  ];
}
