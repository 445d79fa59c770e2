import { RESOURCES } from '../../store/resourceType.mts';
import {
  availableReplicas,
  type ReplicaSet,
  type Service,
} from '../workloadTypes.mts';
import { hashOf, recordEvent, type Pass } from './pass.mts';
import { HASH_LABEL, MANAGED_BY_ANNOTATION } from './types.mts';

/** Hash that a Service of the rollout sends its traffic to, if any. */
export function serviceHash(
  pass: Pass,
  name: string | undefined,
): string | undefined {
  const { namespace } = pass.rollout.metadata;
  return name
    ? pass.store.get<Service>(RESOURCES.services, namespace, name)?.spec
        .selector?.[HASH_LABEL]
    : undefined;
}

/** Points a Service at a revision, unless that one has no pods to serve. */
export function switchService(
  pass: Pass,
  name: string | undefined,
  target: ReplicaSet | undefined,
  { evenIfUnavailable = false } = {},
): void {
  const { namespace, name: rollout } = pass.rollout.metadata;
  const service = name
    ? pass.store.get<Service>(RESOURCES.services, namespace, name)
    : undefined;
  if (!service || !target) {
    return;
  }
  const from = service.spec.selector?.[HASH_LABEL];
  const to = hashOf(target);
  const ready = evenIfUnavailable || availableReplicas(target) > 0;
  if (from === to || !ready) {
    return;
  }
  pass.store.replace<Service>(RESOURCES.services, {
    ...service,
    metadata: {
      ...service.metadata,
      annotations: {
        ...service.metadata.annotations,
        [MANAGED_BY_ANNOTATION]: rollout,
      },
    },
    spec: {
      ...service.spec,
      selector: { ...service.spec.selector, [HASH_LABEL]: to },
    },
  });
  recordEvent(
    pass,
    'SwitchService',
    `Switched selector for service '${name}' from '${from ?? ''}' to '${to}'`,
  );
}
