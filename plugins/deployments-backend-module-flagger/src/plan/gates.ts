import { asText } from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  PlannedServiceCall,
} from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData } from '../canary/CanaryData';
import { hooksOf } from '../canary/gates';
import { gateOf } from '../canary/loadTester';

/**
 * Opens or closes the gates of the load tester that hooks of one type ask. A
 * gate belongs to a Canary, not to a hook: it is named by what Flagger itself
 * sends with each question, and all hooks that ask the same path share it.
 */
export function callGates(
  canary: KubernetesObject,
  data: CanaryData,
  type: string,
  verb: 'open' | 'close',
): PlannedServiceCall[] {
  const { name } = canary.metadata;
  const namespace = asText(canary.metadata.namespace);
  const calls = hooksOf(data, type).flatMap(hook => {
    const gate = gateOf(hook);
    return gate
      ? [
          {
            type: 'service-call' as const,
            namespace: gate.namespace,
            service: gate.service,
            port: gate.port,
            path: `/${gate.path}/${verb}`,
            body: { name, namespace },
          },
        ]
      : [];
  });
  const keyOf = (call: PlannedServiceCall) => JSON.stringify(call);
  return [...new Map(calls.map(call => [keyOf(call), call])).values()];
}
