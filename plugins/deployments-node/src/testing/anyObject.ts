import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import fc from 'fast-check';

// The fields that are read somewhere, so that nonsense gets to where it could
// hurt, and some that no one should inherit.
const FIELDS =
  `metadata spec status strategy canary blueGreen steps trafficRouting istio
  virtualService virtualServices name uid labels annotations ownerReferences
  conditions pauseConditions http match headers metrics metricResults phase
  measurements provider template containers containerStatuses abort weights
  initContainerStatuses state waiting terminated involvedObject series pause
  duration plugins managedRoutes setWeight setHeaderRoute currentStepIndex
  maxTrafficWeight workloadRef replicas availableReplicas reason type kind
  host subset subsets route destination weight weights mirror activeSelector
  previewSelector stableRS currentPodHash stableService
  canaryService destinationRule routes resources sync health inventory entries
  message lastState imageID image readyReplicas
  creationTimestamp startTime __proto__ constructor toString`.split(/\s+/);

const { value } = fc.letrec<{ value: unknown; fields: object }>(tie => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(null, '', 'Rollout', 'x', '2026-01-02T03:04:05Z', true),
    fc.integer(),
    fc.double(),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('fields'),
  ),
  fields: fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), {
    maxKeys: 8,
  }),
}));

/**
 * Objects of unknown future versions: the metadata has a name, everything
 * else may be anything anywhere.
 *
 * @public
 */
export const anyObject: fc.Arbitrary<KubernetesObject> = fc
  .record({
    more: fc.dictionary(fc.constantFrom(...FIELDS), value),
    spec: fc.dictionary(fc.constantFrom(...FIELDS), value),
    status: fc.dictionary(fc.constantFrom(...FIELDS), value),
    metadata: fc.dictionary(fc.constantFrom(...FIELDS), value),
  })
  .map(
    ({ more, spec, status, metadata }) =>
      ({
        ...more,
        spec,
        status,
        metadata: { ...metadata, name: 'any' },
      } as unknown as KubernetesObject),
  );
