import { z } from 'zod';

const text = z.string().min(1).max(253);

/**
 * The fields of `DeploymentTargetRef`, in a query or a body.
 *
 * @internal
 */
export const targetFields = {
  cluster: text,
  namespace: text,
  name: text,
  engine: text,
};

/** A `DecisionBasis` in a body. @internal */
export const basisSchema = z.object({
  uid: text,
  revisionHash: z.string().max(253),
  stepIndex: z.number().int().nullable(),
  pausedAt: z.string().max(64).nullable(),
  aborted: z.boolean(),
  fingerprint: z.string().max(500),
});
