import type { DeploymentAnalysis } from '@heal7/backstage-plugin-deployments-common';
import type { ObservedObject } from '@heal7/backstage-plugin-deployments-node';
import type { AnalysisRunData } from '../kinds/analysisRuns';
import {
  compareNewestFirst,
  compareTexts,
  ownedBy,
} from '@heal7/backstage-plugin-deployments-node';
import { positionOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';

/**
 * The runs that the status names without their object being there: deleted, or
 * not readable. What the status says of them is all there is.
 */
function missingRuns(data: RolloutData, known: Set<string>) {
  return (data.status?.runs ?? [])
    .filter(run => !known.has(run.name))
    .map(
      (run): DeploymentAnalysis => ({
        name: run.name,
        phase: run.phase,
        message: run.message,
        trigger: run.trigger,
        revisionHash: data.status?.currentPodHash ?? '',
        // An abort moves the index back to the first step.
        stepIndex:
          run.trigger === 'step' && !data.status?.aborted
            ? positionOf(data)?.index ?? null
            : null,
        startedAt: null,
        finishedAt: null,
        metrics: [],
      }),
    );
}

/**
 * The AnalysisRuns that belong to a rollout: those it owns and those of its
 * experiments. Newest first; the current ones whose object is not known come
 * before all others.
 */
export function analysisOf(
  data: RolloutData,
  root: ObservedObject,
  runs: ObservedObject<AnalysisRunData>[],
  experiments: ObservedObject[],
): DeploymentAnalysis[] {
  const own = ownedBy(runs, root).map(run => ({ run, trigger: '' }));
  const ofExperiments = ownedBy(experiments, root)
    .flatMap(experiment => ownedBy(runs, experiment))
    .map(run => ({ run, trigger: 'experiment' }));
  const found = [...own, ...ofExperiments].sort(
    (a, b) =>
      compareNewestFirst(a.run.data.createdAt, b.run.data.createdAt) ||
      compareTexts(b.run.name, a.run.name),
  );
  return [
    ...missingRuns(data, new Set(found.map(({ run }) => run.name))),
    ...found.map(({ run, trigger }): DeploymentAnalysis => {
      const { createdAt: _, ...shown } = run.data;
      return {
        name: run.name,
        ...shown,
        trigger: shown.trigger || trigger,
      };
    }),
  ];
}
