import type { JsonObject, JsonValue } from '@backstage/types';

type Defaults = Record<string, JsonValue>;

const PROBE: Defaults = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};

const CONTAINERS: Defaults = {
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};

/** By the key of the object, or of the list of objects, that they are in. */
const DEFAULTS: Record<string, Defaults> = {
  metadata: { creationTimestamp: null },
  spec: {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  },
  containers: CONTAINERS,
  initContainers: CONTAINERS,
  ports: { protocol: 'TCP' },
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  httpGet: { scheme: 'HTTP' },
  fieldRef: { apiVersion: 'v1' },
  configMap: { defaultMode: 420 },
  secret: { defaultMode: 420 },
  projected: { defaultMode: 420 },
  downwardAPI: { defaultMode: 420 },
};

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Depends on the image: what may change under its tag is always pulled. */
function defaultPullPolicy(image: JsonValue | undefined): string | undefined {
  if (typeof image !== 'string') {
    return undefined;
  }
  const name = image.slice(image.lastIndexOf('/') + 1);
  const pinned = name.includes('@') || /:(?!latest$)/.test(name);
  return pinned ? 'IfNotPresent' : 'Always';
}

const same = (a: JsonValue | undefined, b: JsonValue | undefined) =>
  JSON.stringify(a) === JSON.stringify(b);

function strip(value: JsonValue | undefined, parent: string): JsonValue {
  if (Array.isArray(value)) {
    return value.map(item => strip(item, parent));
  }
  if (!isObject(value)) {
    return value ?? null;
  }
  const defaults = DEFAULTS[parent] ?? {};
  const pullPolicy = defaultPullPolicy(value.image);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, field]) =>
        key === 'imagePullPolicy'
          ? field !== pullPolicy
          : !(Object.hasOwn(defaults, key) && same(field, defaults[key])),
      )
      .map(([key, field]) => [key, strip(field, key)]),
  );
}

/**
 * A pod template without what the API server fills in by itself. Templates of
 * ReplicaSets have all of it and those of custom resources nothing, and it
 * would all look like changes.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 * @internal
 */
export const withoutDefaults = (template: JsonObject): JsonObject =>
  strip(template, '') as JsonObject;
