import {
  asFields,
  fingerprintOf,
} from '@heal7/backstage-plugin-deployments-node';
import { HASH_LABEL } from './hashLabel';

const FLUX = 'toolkit.fluxcd.io';

/** What Kubernetes and Flagger add to a copy, or leave out of it. */
const isTheirs = (key: string) =>
  key === HASH_LABEL || key === 'flagger-id' || key.includes(FLUX);

function neutral(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(/-primary$/, '');
  }
  if (Array.isArray(value)) {
    return value.map(neutral);
  }
  const fields = asFields(value);
  return fields
    ? Object.fromEntries(
        Object.entries(fields)
          .filter(([key]) => !isTheirs(key))
          .map(([key, field]) => [key, neutral(field)] as const)
          // Nothing but theirs was in there.
          .filter(([, field]) => !isEmpty(field)),
      )
    : value;
}

function isEmpty(value: unknown): boolean {
  const fields = asFields(value);
  return fields !== undefined && Object.keys(fields).length === 0;
}

/**
 * Tells whether two pod templates are of the same version, one of them perhaps
 * the primary's: Flagger copies a template with `-primary` behind the value of
 * the selector label and behind the names of ConfigMaps and Secrets, and adds
 * an annotation. So the copy has another pod template hash.
 */
export function templateFingerprint(template: unknown): string {
  return fingerprintOf(neutral(template));
}
