import type { DeploymentAnalysis } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '@heal7/backstage-plugin-deployments-node';
import {
  asText,
  asTextMap,
  asTime,
  fieldOf,
  ownerUids,
  parseGoInteger,
} from '@heal7/backstage-plugin-deployments-node';
import { HASH_LABEL } from './hashLabel';
import { metricsOf } from './metrics';

/** What is kept of an AnalysisRun; its name is the object's. */
export type AnalysisRunData = Omit<DeploymentAnalysis, 'name'> & {
  createdAt: string | null;
};

/** Values of the label `rollout-type`, in the words of the screen. */
const TRIGGERS = new Map([
  ['Step', 'step'],
  ['Background', 'background'],
  ['PrePromotion', 'pre-promotion'],
  ['PostPromotion', 'post-promotion'],
]);

/** The verdicts. */
export const analysisRuns: WatchedKind<AnalysisRunData> = {
  id: 'analysisruns',
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'analysisruns',
  digest(object) {
    const { metadata, spec, status } = object;
    const labels = asTextMap(fieldOf(metadata, 'labels'));
    const type = labels['rollout-type'] ?? '';
    return {
      ownedBy: ownerUids(object),
      data: {
        phase: asText(fieldOf(status, 'phase')) || 'Pending',
        message: asText(fieldOf(status, 'message')),
        trigger: TRIGGERS.get(type) ?? type.toLowerCase(),
        revisionHash: labels[HASH_LABEL] ?? '',
        stepIndex: parseGoInteger(labels['step-index'] ?? '', 32),
        startedAt: asTime(fieldOf(status, 'startedAt')),
        finishedAt: asTime(fieldOf(status, 'completedAt')),
        metrics: metricsOf(spec, status),
        createdAt: asTime(fieldOf(metadata, 'creationTimestamp')),
      },
    };
  },
};
