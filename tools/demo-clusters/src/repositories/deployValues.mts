import { parse, YAMLParseError } from 'yaml';
import { isJsonObject, applyMergePatch } from '../store/patches.mts';
import type { Json, JsonObject } from '../kubeObject.mts';
import type { CanaryStep } from '../simulator/rollout/types.mts';
import {
  headerStep,
  type Release,
  type ServiceDefinition,
} from '../scenario/service.mts';

/** What a repository asks to run in one cluster. */
export interface Deployment {
  cluster: string;
  service: ServiceDefinition;
  release: Release;
}

/** Values that cannot be followed; the message says which and why. */
export class ValuesError extends Error {
  override name = 'ValuesError';
}

const DNS_LABEL = /^[a-z]([a-z0-9-]{0,50}[a-z0-9])?$/;
const IMAGE = /^[\w.-]+(:\d+)?(\/[\w.-]+)+$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const DURATION = /^(\d+[hms])+$/;
const ENTITY_REF = /^[\w-]+:[\w-]+\/[\w.-]+$/;
const MAX_REPLICAS = 20;

function objectAt(values: JsonObject, ...path: string[]): JsonObject {
  let value: Json | undefined = values;
  for (const key of path) {
    value = isJsonObject(value) ? value[key] : undefined;
  }
  return isJsonObject(value) ? value : {};
}

function text(value: Json | undefined, pattern: RegExp, what: string): string {
  const string = typeof value === 'number' ? String(value) : value;
  if (typeof string !== 'string' || !pattern.test(string)) {
    throw new ValuesError(`${what} is ${JSON.stringify(value) ?? 'missing'}`);
  }
  return string;
}

function wholeNumber(
  value: Json | undefined,
  fallback: number,
  [low, high]: [number, number],
  what: string,
): number {
  const number = value ?? fallback;
  if (
    !Number.isInteger(number) ||
    Number(number) < low ||
    Number(number) > high
  ) {
    throw new ValuesError(
      `${what} is ${JSON.stringify(value)}: a whole number ${low}..${high}`,
    );
  }
  return Number(number);
}

/** The steps as the chart makes them: the header route after the first weight. */
function parseSteps(name: string, canary: JsonObject): CanaryStep[] {
  const header = objectAt(canary, 'header');
  const steps: CanaryStep[] = [];
  const listed = canary.steps ?? [{ weight: 10 }, { weight: 50, pause: '10m' }];
  if (!Array.isArray(listed)) {
    throw new ValuesError('delivery.canary.steps is not a list');
  }
  listed.forEach((step, index) => {
    const what = `delivery.canary.steps[${index}]`;
    if (!isJsonObject(step)) {
      throw new ValuesError(`${what} is not an object`);
    }
    const weight = wholeNumber(step.weight, NaN, [0, 100], `${what}.weight`);
    const pause =
      step.pause === undefined || step.pause === null
        ? {}
        : { duration: text(step.pause, DURATION, `${what}.pause`) };
    steps.push({ setWeight: weight });
    if (index === 0) {
      steps.push(
        headerStep(
          name,
          typeof header.name === 'string' ? header.name : undefined,
          header.value === undefined ? undefined : String(header.value),
        ),
      );
    }
    steps.push({ pause });
  });
  return steps;
}

function parseRelease(image: JsonObject): { image: string; release: Release } {
  const repository = text(image.repository, IMAGE, 'image.repository');
  if (image.digest) {
    const digest = text(image.digest, DIGEST, 'image.digest');
    const version = image.tag
      ? text(image.tag, TAG, 'image.tag')
      : digest.slice(7, 19);
    return {
      image: repository,
      release: { version, image: `${repository}@${digest}` },
    };
  }
  const version = text(image.tag, TAG, 'image.tag');
  return { image: repository, release: { version } };
}

function quantities(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isJsonObject(value) ? value : {}).map(([key, item]) => [
      key,
      String(item),
    ]),
  );
}

function readValues(source: string, file: string): JsonObject {
  let values: Json;
  try {
    values = parse(source, { logLevel: 'error' });
  } catch (error) {
    if (error instanceof YAMLParseError || error instanceof ReferenceError) {
      throw new ValuesError(`${file} is not YAML: ${error.message}`);
    }
    throw error;
  }
  if (values !== null && !isJsonObject(values)) {
    throw new ValuesError(`${file} is not a map of values`);
  }
  return values ?? {};
}

/**
 * Reads a service's values for one environment. A tolerant reader: it takes
 * what decides how a rollout looks and ignores everything else, and it does
 * not claim to render the chart.
 *
 * @param name - name of the repository, which the service has to share
 * @param base - text of `deploy/values.yaml`
 * @param overlay - text of the environment's own values
 * @throws ValuesError
 */
export function readDeployment(
  name: string,
  base: string,
  overlay: string,
): Deployment {
  const values = applyMergePatch(
    readValues(base, 'deploy/values.yaml'),
    readValues(overlay, 'the values of the environment'),
  ) as JsonObject;
  if (text(values.name, DNS_LABEL, 'name') !== name) {
    throw new ValuesError(
      `name is "${values.name}", but the repository is "${name}"`,
    );
  }
  const cluster = text(
    objectAt(values, 'cluster').name,
    DNS_LABEL,
    'cluster.name',
  );
  const autoscaling = objectAt(values, 'autoscaling');
  const replicas =
    autoscaling.enabled === false
      ? wholeNumber(values.replicas, 3, [1, MAX_REPLICAS], 'replicas')
      : wholeNumber(
          autoscaling.minReplicas,
          3,
          [1, MAX_REPLICAS],
          'autoscaling.minReplicas',
        );
  const { image, release } = parseRelease(objectAt(values, 'image'));
  const hosts = objectAt(values, 'route').hosts;
  const host = Array.isArray(hosts) ? hosts[0] : undefined;
  return {
    cluster,
    release,
    service: {
      name,
      image,
      port: wholeNumber(values.port, 3000, [1, 65535], 'port'),
      replicas,
      strategy: 'canary',
      steps: parseSteps(name, objectAt(values, 'delivery', 'canary')),
      backgroundAnalysis:
        objectAt(values, 'delivery', 'canary', 'analysis').enabled === true,
      ...(values.entity
        ? { entity: text(values.entity, ENTITY_REF, 'entity') }
        : {}),
      ...(typeof host === 'string' ? { host } : {}),
      resources: {
        requests: quantities(objectAt(values, 'resources').requests),
        limits: quantities(objectAt(values, 'resources').limits),
      },
    },
  };
}
