import type {
  DeploymentAnalysis,
  DeploymentPhase,
  RolloutVerdict,
} from '@heal7/backstage-plugin-deployments-common';

/**
 * What is known of a rollout when it starts.
 *
 * @internal
 */
export interface RolloutStart {
  uid: string;
  revision: number;
  revisionHash: string;
  images: string[];
  previousImages: string[];
  previousRevisionHash: string;
  repository: string;
  commit: string;
  rollback: boolean;
  partial: boolean;
}

/**
 * What is known of a rollout's revision once its objects are there.
 *
 * @internal
 */
export type RevisionIdentity = Pick<
  RolloutStart,
  'revision' | 'images' | 'repository' | 'commit'
>;

/** @internal */
export type RolloutEnd = Exclude<RolloutVerdict, 'running'>;

/**
 * One thing that happened to a target. Facts of one look at it are in order:
 * a rollout ends before the next one starts. `identified` says what the one
 * that runs is of, where its revision was named before it was seen. `phase`,
 * `step` and `traffic`
 * are of the rollout that runs, `analysis` and `failed` of the latest,
 * `missed` says that part of the one that runs was not seen, and `restored`
 * ends all failures of the target.
 *
 * @internal
 */
export type HistoryFact =
  | { kind: 'started'; start: RolloutStart }
  | { kind: 'identified'; identity: RevisionIdentity }
  | { kind: 'ended'; verdict: RolloutEnd }
  | { kind: 'missed' }
  | { kind: 'phase'; phase: DeploymentPhase; message: string }
  | { kind: 'step'; index: number; total: number; label: string }
  | { kind: 'traffic'; set: number; actual: number }
  | { kind: 'analysis'; analysis: DeploymentAnalysis }
  | { kind: 'failed' }
  | { kind: 'restored' };
