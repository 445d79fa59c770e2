import { needsAttention } from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentPhase,
  DeploymentRevision,
  DeploymentState,
  FleetRow,
} from '@heal7/backstage-plugin-deployments-common';

/**
 * Grows when `fleetRecord` makes something else of the same state; records of
 * an older format are made again when the backend starts.
 */
export const FLEET_FORMAT = 1;

/** Text of clusters is bounded, so that a page of rows is. */
const MESSAGE_LENGTH = 500;

const PHASE_RANK: Record<DeploymentPhase, number> = {
  degraded: 0,
  paused: 1,
  progressing: 2,
  unknown: 3,
  healthy: 4,
};

/** What of a row is the same for every caller. @internal */
export type FleetRowCore = Omit<
  FleetRow,
  'id' | 'entities' | 'environment' | 'changedAt' | 'stale'
>;

/** Columns of `fleet_targets` that follow from the state. @internal */
export interface FleetRecord {
  format: number;
  cluster: string;
  namespace: string;
  name: string;
  engine: string;
  strategy: string;
  phase: DeploymentPhase;
  phase_rank: number;
  attention: boolean;
  urgency: number;
  images: string;
  /** `FleetRowCore` as JSON. */
  row: string;
}

const shortened = (text: string) =>
  text.length > MESSAGE_LENGTH ? `${text.slice(0, MESSAGE_LENGTH - 1)}…` : text;

/** From most to least: somebody has to repair, to decide, to wait. */
function urgencyOf(state: DeploymentState, attention: boolean): number {
  const { phase, aborted, explanation } = state;
  if (phase === 'degraded' || aborted || explanation?.severity === 'problem') {
    return 3;
  }
  if (attention) {
    return 2;
  }
  return phase === 'progressing' || phase === 'paused' ? 1 : 0;
}

const SERVING = ['stable', 'active'];

/** The revision that the newest one replaces; undefined when it is done. */
function replaced(revisions: DeploymentRevision[]) {
  const [newest, ...older] = revisions;
  return newest?.roles.includes('stable')
    ? undefined
    : older.find(({ roles }) => roles.some(role => SERVING.includes(role)));
}

/** @internal */
export function fleetRecord(state: DeploymentState): FleetRecord {
  // States of an earlier release lack what was added since.
  const explanation = state.explanation ?? null;
  const attention = needsAttention({ ...state, explanation });
  const [newest] = state.revisions;
  const images = newest?.images ?? [];
  const { cluster, namespace, name, engine, strategy, phase } = state;
  const core: FleetRowCore = {
    target: { cluster, namespace, name, engine },
    strategy,
    phase,
    message: shortened(state.message),
    explanation: explanation && {
      ...explanation,
      message: shortened(explanation.message),
    },
    attention,
    aborted: state.aborted,
    step: state.step,
    weight: state.weight,
    pause: state.pause,
    replicas: state.replicas,
    images,
    previousImages: replaced(state.revisions)?.images ?? [],
  };
  return {
    format: FLEET_FORMAT,
    cluster,
    namespace,
    name,
    engine,
    strategy,
    phase,
    phase_rank: PHASE_RANK[phase],
    attention,
    urgency: urgencyOf({ ...state, explanation }, attention),
    images: [...images, ...(newest?.digests ?? [])]
      .filter(Boolean)
      .join('\n')
      .toLocaleLowerCase('en'),
    row: JSON.stringify(core),
  };
}
