import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import {
  asFields,
  asInteger,
  asText,
  fieldOf,
  pathOf,
  readMarks,
} from '@heal7/backstage-plugin-deployments-node';
import { readAnalysis } from './readAnalysis';
import { readStatus } from './readStatus';
import type { CanaryData } from './CanaryData';

/** Reads a Canary of any version, known or not. Never throws. */
export function readCanary(object: KubernetesObject): CanaryData {
  const { metadata, spec, status } = object;
  const target = asText(pathOf(spec, 'targetRef', 'name'));
  const analysis = readAnalysis(
    // The name of v1alpha3, which v1beta1 still accepts.
    asFields(fieldOf(spec, 'analysis')) ?? fieldOf(spec, 'canaryAnalysis'),
  );
  return {
    ...readMarks(object),
    generation: asInteger(fieldOf(metadata, 'generation')) ?? 0,
    spec: {
      target: { kind: asText(pathOf(spec, 'targetRef', 'kind')), name: target },
      apex: asText(pathOf(spec, 'service', 'name')) || target,
      provider: asText(fieldOf(spec, 'provider')),
      suspended: fieldOf(spec, 'suspend') === true,
      skipsAnalysis:
        analysis === null || fieldOf(spec, 'skipAnalysis') === true,
      analysis,
    },
    status: readStatus(status),
  };
}
