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
