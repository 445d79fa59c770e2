import {
  asFields,
  asInteger,
  asList,
  asText,
  asTexts,
  fieldOf,
  headerMatch,
  parseGoDuration,
} from '@heal7/backstage-plugin-deployments-node';
import type { DeploymentStep } from '@heal7/backstage-plugin-deployments-common';
import { pauseDurationSeconds } from './pauseDuration';

/** Reads one field of a step; undefined when it is not of this kind. */
type StepReader = (value: unknown) => DeploymentStep | undefined;

const objectStep =
  (read: (value: Record<string, unknown>) => DeploymentStep): StepReader =>
  value => {
    const fields = asFields(value);
    return fields && read(fields);
  };

// In the order in which the controller looks at a step: a step has one of
// these fields, and where it wrongly has two the first one counts.
const READERS: [string, StepReader][] = [
  [
    'setWeight',
    value => {
      const weight = asInteger(value);
      return weight === undefined ? undefined : { kind: 'set-weight', weight };
    },
  ],
  [
    'pause',
    objectStep(pause => ({
      kind: 'pause',
      durationSeconds: pauseDurationSeconds(pause.duration),
    })),
  ],
  [
    'experiment',
    objectStep(experiment => ({
      kind: 'experiment',
      templates: asList(experiment.templates).map(template =>
        asText(fieldOf(template, 'name')),
      ),
      durationSeconds: parseGoDuration(asText(experiment.duration)),
    })),
  ],
  [
    'analysis',
    objectStep(analysis => ({
      kind: 'analysis',
      templates: asTexts(
        asList(analysis.templates).map(template =>
          fieldOf(template, 'templateName'),
        ),
      ),
    })),
  ],
  [
    'setCanaryScale',
    objectStep(scale => ({
      kind: 'set-canary-scale',
      replicas: asInteger(scale.replicas) ?? null,
      weight: asInteger(scale.weight) ?? null,
      matchTrafficWeight: scale.matchTrafficWeight === true,
    })),
  ],
  [
    'setHeaderRoute',
    objectStep(route => ({
      kind: 'set-header-route',
      name: asText(route.name),
      matches: asList(route.match).map(match =>
        headerMatch(
          asText(fieldOf(match, 'headerName')),
          fieldOf(match, 'headerValue'),
        ),
      ),
    })),
  ],
  [
    'setMirrorRoute',
    objectStep(route => ({
      kind: 'set-mirror-route',
      name: asText(route.name),
      // Everything is mirrored when a match comes without a percentage.
      percentage:
        asInteger(route.percentage) ??
        (Array.isArray(route.match) ? 100 : null),
    })),
  ],
  [
    'plugin',
    objectStep(plugin => ({ kind: 'plugin', name: asText(plugin.name) })),
  ],
];

/**
 * One step of `spec.strategy.canary.steps`. A step of a kind that came after
 * this version keeps its place and the name of its field.
 */
export function readStep(step: unknown): DeploymentStep {
  for (const [field, read] of READERS) {
    const known = read(fieldOf(step, field));
    if (known) {
      return known;
    }
  }
  return { kind: 'unknown', name: Object.keys(asFields(step) ?? {})[0] ?? '' };
}
