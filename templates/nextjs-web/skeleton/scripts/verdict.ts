/** The parts of an Argo Rollouts Rollout that decide. */
export type Rollout = {
  metadata: { generation?: number };
  status?: {
    observedGeneration?: string;
    phase?: string;
    message?: string;
    currentStepIndex?: number;
  };
};

export type Verdict = { state: 'good' | 'bad' | 'open'; reason: string };

/** Whether a rollout has ended, and how. */
export function verdict({ metadata, status }: Rollout): Verdict {
  const observed = Number(status?.observedGeneration);
  // Until the controller has seen the new spec, the phase is of the old one.
  if (!status?.phase || observed < (metadata.generation ?? 0)) {
    return { state: 'open', reason: 'the controller has not seen it yet' };
  }
  const step = status.currentStepIndex;
  const reason = [
    status.phase,
    step === undefined ? '' : `at step ${step}`,
    status.message ? `(${status.message})` : '',
  ]
    .filter(Boolean)
    .join(' ');
  if (status.phase === 'Healthy') return { state: 'good', reason };
  if (status.phase === 'Degraded') return { state: 'bad', reason };
  return { state: 'open', reason };
}
