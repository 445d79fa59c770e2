import type {
  DeploymentAnalysis,
  DeploymentPhase,
  DeploymentState,
  DeploymentStep,
} from '@heal7/backstage-plugin-deployments-common';
import { stateOf } from './testStore';

export interface Look {
  /** Wanted revision; the stable one unless given. */
  newest?: string;
  stable?: string | null;
  /** Others that the cluster still has. */
  old?: string[];
  phase?: DeploymentPhase;
  aborted?: boolean;
  step?: number | null;
  weight?: number;
  images?: Record<string, string[]>;
  analysis?: DeploymentAnalysis[];
  cluster?: string;
  name?: string;
  uid?: string;
  labels?: Record<string, string>;
  createdAt?: string;
  waits?: boolean;
  /** The newest revision is named, and its objects have not arrived. */
  unidentified?: boolean;
}

const STEPS: DeploymentStep[] = [
  { kind: 'set-weight', weight: 10 },
  { kind: 'pause', durationSeconds: null },
  { kind: 'set-weight', weight: 50 },
  { kind: 'pause', durationSeconds: 60 },
];

const revision = (
  hash: string,
  role: 'stable' | 'canary' | 'old',
  look: Look,
) => ({
  role,
  roles: [role],
  hash,
  revision: hash.charCodeAt(0) - 96,
  images: look.images?.[hash] ?? [`registry/web:${hash}`],
  digests: [],
  source: { repository: 'https://git.test/web', commit: `commit-${hash}` },
  replicas: { desired: 1, ready: 1, available: 1 },
  pods: [],
  createdAt: look.createdAt ?? null,
});

/** The state of a canary rollout as an engine with stable revisions shows it. */
export function looking(look: Look = {}): DeploymentState {
  const stable = look.stable === undefined ? 'a' : look.stable;
  const newest = look.newest ?? stable ?? 'a';
  const resting = stable === newest;
  const phase = look.phase ?? (resting ? 'healthy' : 'progressing');
  const weight = look.weight ?? (resting ? 100 : 0);
  const state = stateOf(look.cluster ?? 'east', look.name ?? 'web', {
    labels: look.labels,
    uid: look.uid,
  });
  return {
    ...state,
    phase,
    message: phase === 'degraded' ? 'it is bad' : '',
    aborted: look.aborted ?? false,
    step:
      look.step === null
        ? null
        : { index: look.step ?? (resting ? 4 : 0), total: 4 },
    steps: look.step === null ? [] : STEPS,
    weight: { set: weight, actual: weight, max: 100 },
    pause: look.waits
      ? { reason: 'CanaryPauseStep', startedAt: null, endsAt: null }
      : null,
    revisions: [
      ...(resting || look.unidentified
        ? []
        : [revision(newest, 'canary', look)]),
      ...(stable === null ? [] : [revision(stable, 'stable', look)]),
      ...(look.old ?? []).map(hash => revision(hash, 'old', look)),
    ],
    analysis: look.analysis ?? [],
    basis: { ...state.basis, revisionHash: newest },
  };
}

/** An analysis of one metric with these measurements. */
export function analysisOf(
  revisionHash: string,
  values: number[],
  phase = 'Running',
): DeploymentAnalysis {
  return {
    name: `web-${revisionHash}`,
    phase,
    message: '',
    trigger: 'background',
    revisionHash,
    stepIndex: null,
    startedAt: '2026-11-23T09:00:00.000Z',
    finishedAt: null,
    metrics: [
      {
        name: 'success-rate',
        phase,
        message: '',
        provider: 'prometheus',
        successCondition: 'result[0] >= 0.95',
        failureCondition: '',
        failureLimit: 1,
        inconclusiveLimit: null,
        count: null,
        intervalSeconds: 10,
        dryRun: false,
        successful: values.length,
        failed: 0,
        inconclusive: 0,
        errors: 0,
        measurements: values.map(value => ({
          value: String(value),
          phase: 'Successful',
          message: '',
          startedAt: new Date(1_800_000_000_000 + value * 1000).toISOString(),
          finishedAt: new Date(1_800_000_000_000 + value * 1000).toISOString(),
        })),
      },
    ],
  };
}
