/**
 * What a person saw when deciding to act. The server compares it with the
 * live object and refuses to act on anything else. `resourceVersion` and
 * `generation` are not part of it: they move all the time without meaning.
 *
 * @public
 */
export interface DecisionBasis {
  /** UID of the rollout object. */
  uid: string;
  /** Hash of the revision being rolled out. */
  revisionHash: string;
  /** Zero-based step, null when the engine reports none. */
  stepIndex: number | null;
  /** Start of the pause shown, ISO 8601; null when not paused. */
  pausedAt: string | null;
  aborted: boolean;
  /**
   * Whatever else an engine's decision rests on, e.g. the weights that it
   * finds in a route; empty when nothing.
   */
  fingerprint: string;
}

/**
 * Names the fields in which two bases differ; empty when they are the same.
 *
 * @public
 */
export function differingBasisFields(
  shown: DecisionBasis,
  live: DecisionBasis,
): (keyof DecisionBasis)[] {
  const fields: (keyof DecisionBasis)[] = [
    'uid',
    'revisionHash',
    'stepIndex',
    'pausedAt',
    'aborted',
    'fingerprint',
  ];
  return fields.filter(field => shown[field] !== live[field]);
}
