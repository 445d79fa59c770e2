import type { DeploymentRole } from '@heal7/backstage-plugin-deployments-common';
import type { ObservedObject } from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData } from '../canary/CanaryData';
import {
  hasFailed,
  isIdle,
  isPromoting,
  isUndecided,
  phaseOf,
} from '../canary/phases';
import type { VersionData } from '../kinds/replicaSets';
import type { Workload } from './workload';

/** One version, in whichever of the two Deployments it runs. */
export interface Version {
  /**
   * The hash of the target's ReplicaSet where there is one: the primary's copy
   * of the same version has another, and a version keeps its name when it is
   * promoted. Flagger's own `lastAppliedSpec` is none of these hashes, and
   * does not tell what a Canary that waits for approval waits with.
   */
  hash: string;
  role: DeploymentRole;
  /** The first one tells what is in it. */
  replicaSets: ObservedObject<VersionData>[];
}

type Sets = ObservedObject<VersionData>[];

const earlier = (a: string | null, b: string | null) =>
  a !== null && b !== null && Date.parse(a) <= Date.parse(b);

/**
 * Whether the target's newest template is what the primary runs. While nothing
 * is rolled out it is, also where the templates differ for a reason unknown
 * here, unless it came after Flagger last looked.
 */
function isPromoted(
  data: CanaryData,
  newest: ObservedObject<VersionData>,
  primary: ObservedObject<VersionData>,
): boolean {
  const { createdAt, version } = newest.data;
  const same = version === primary.data.version;
  if (isIdle(data)) {
    return same || earlier(createdAt, data.status?.phaseSince ?? null);
  }
  const decided = phaseOf(data) === 'Finalising';
  const judged = isUndecided(data) || isPromoting(data) || hasFailed(data);
  return decided || (same && !judged);
}

/** The primary's ReplicaSet that callers were sent to before this run. */
function servingOf(
  data: CanaryData,
  primary: Sets,
  newest: ObservedObject<VersionData> | undefined,
): ObservedObject<VersionData> | undefined {
  // Its newest one is becoming what the canary is.
  const before =
    phaseOf(data) === 'Promoting'
      ? primary.find(
          ({ data: { version } }) => version !== newest?.data.version,
        )
      : undefined;
  return before ?? primary[0];
}

/** The versions of a Canary, in no particular order. */
export function versionsOf(data: CanaryData, workload: Workload): Version[] {
  const target = workload.target?.replicaSets ?? [];
  const primary = workload.primary?.replicaSets ?? [];
  const [newest] = target;
  const serving = servingOf(data, primary, newest);
  if (!serving) {
    // Before there is a primary, the target serves.
    return target.map((set, index) => ({
      hash: set.data.hash,
      role: index === 0 ? 'stable' : 'old',
      replicaSets: [set],
    }));
  }
  const versions: Version[] = [];
  const left = new Set([...target, ...primary]);
  const take = (role: DeploymentRole, sets: Sets) => {
    sets.forEach(set => left.delete(set));
    const named = sets.find(set => target.includes(set)) ?? sets[0];
    versions.push({ hash: named.data.hash, role, replicaSets: sets });
  };
  const alike = (set: ObservedObject<VersionData>) =>
    [...left].filter(({ data: { version } }) => version === set.data.version);

  const promoted = newest && isPromoted(data, newest, serving);
  if (newest && !promoted) {
    const copies = alike(newest).filter(
      set => set !== newest && set !== serving && primary.includes(set),
    );
    take('canary', [newest, ...copies]);
  }
  take('stable', [
    ...new Set([...(promoted ? [newest] : []), serving, ...alike(serving)]),
  ]);
  for (const set of [...target, ...primary]) {
    // The primary's own past is the target's; what it still runs is shown.
    const shown = target.includes(set) || set.data.replicas.desired > 0;
    if (left.has(set) && shown) {
      take('old', [set, ...alike(set).filter(one => one !== set)]);
    }
  }
  return versions;
}
