import type {
  KubernetesObject,
  PlannedPatch,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import { asText, formatTime } from '@heal7/backstage-plugin-deployments-node';
import type { JsonObject } from '@backstage/types';

/** A live object as it is patched. */
export const refOf = (
  { group, version, plural }: Pick<ResourceRef, 'group' | 'version' | 'plural'>,
  { metadata }: KubernetesObject,
): ResourceRef => ({
  group,
  version,
  plural,
  namespace: asText(metadata.namespace),
  name: metadata.name,
});

/** What `kubectl rollout restart` does. */
export function restartPatch(ref: ResourceRef, now: Date): PlannedPatch {
  const annotations = {
    'kubectl.kubernetes.io/restartedAt': formatTime(
      Math.floor(now.getTime() / 1000) * 1000,
    ),
  };
  return {
    ref,
    type: 'merge',
    body: { spec: { template: { metadata: { annotations } } } },
  };
}

/** The whole template: a merge would keep what the newer one added. */
export function templatePatch(
  ref: ResourceRef,
  template: JsonObject,
): PlannedPatch {
  return {
    ref,
    type: 'replace',
    body: [{ op: 'replace', path: '/spec/template', value: template }],
  };
}
