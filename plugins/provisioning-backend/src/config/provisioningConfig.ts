import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import type { Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { JsonValue } from '@backstage/types';
import { resolve } from 'node:path';
import { z } from 'zod';

const SECTION = 'provisioning';
const MEBIBYTE = 1024 * 1024;
const DAY = 86_400;

const identifier = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/,
    'has to be 1 to 40 lower-case letters, digits and hyphens',
  );

/** Of people: `6h`, `PT6H` or `{ hours: 6 }`; read as seconds. */
const duration = z.unknown().transform((value, context) => {
  try {
    const config = new ConfigReader({ value: value as JsonValue });
    const seconds =
      durationToMilliseconds(readDurationFromConfig(config, { key: 'value' })) /
      1000;
    if (seconds > 0) {
      return seconds;
    }
  } catch {
    // What is wrong with it is said below, by its key.
  }
  context.addIssue("has to be a duration, e.g. '6h' or { hours: 6 }");
  return z.NEVER;
});

const share = z.number().min(0).max(1);

const text = z.string().min(1);

const state = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('local'), directory: text }),
  z.strictObject({
    type: z.literal('s3'),
    bucket: text,
    region: text,
    prefix: z.string().default('stacks'),
    endpoint: z.url().nullable().default(null),
    kmsKeyId: text.nullable().default(null),
  }),
  z.strictObject({
    type: z.literal('gcs'),
    bucket: text,
    prefix: z.string().default('stacks'),
  }),
]);

const secret = z
  .strictObject({
    variable: text,
    module: identifier.optional(),
    stack: identifier.optional(),
    value: z.string().optional(),
    file: text.optional(),
  })
  .refine(
    ({ value, file }) => (value === undefined) !== (file === undefined),
    'needs exactly one of value and file',
  );

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/;

const settings = z.strictObject({
  sandbox: z.boolean().default(false),
  budget: z.number().positive().nullable().default(null),
  // What nobody has thought about is held back the most.
  approval: z
    .enum(['none', 'confirm', 'second-person'])
    .default('second-person'),
  deletionProtection: z.boolean().default(true),
  severities: z
    .record(z.string(), z.enum(['block', 'warn', 'off']))
    .default({}),
  executor: text.default('terraform'),
  limits: z
    .strictObject({
      time: duration.default(3_600),
      memoryMiB: z.number().int().min(128).default(2_048),
      grace: duration.default(60),
    })
    .prefault({}),
  driftCheck: z
    .union([z.literal(false), z.strictObject({ every: duration })])
    .default(false),
  discounts: z
    .strictObject({
      spot: share.default(0),
      reserved: share.default(0),
      offHours: share.default(0),
    })
    .prefault({}),
  state,
  credentials: z
    .record(
      identifier,
      z.record(
        z
          .string()
          .regex(
            /^(?!TF_)[A-Za-z_][A-Za-z0-9_]*$/,
            'has to be the name of an environment variable, and none of Terraform itself',
          ),
        z.string(),
      ),
    )
    .default({}),
  secrets: z.array(secret).default([]),
});

/**
 * What everybody may use must reach no cloud, whatever credentials the machine
 * has: AWS's own libraries look for them in many places.
 */
const environment = settings.check(({ value, issues }) => {
  if (!value.sandbox) {
    return;
  }
  const demand = (ok: boolean, path: string[]) => {
    if (!ok) {
      issues.push({
        code: 'custom',
        input: value,
        path,
        message: 'has to be an emulator on the loopback interface in a sandbox',
      });
    }
  };
  for (const [cloud, variables] of Object.entries(value.credentials)) {
    demand(LOOPBACK.test(variables.AWS_ENDPOINT_URL ?? ''), [
      'credentials',
      cloud,
      'AWS_ENDPOINT_URL',
    ]);
  }
  const { state: place } = value;
  demand(
    place.type === 'local' ||
      (place.type === 's3' && LOOPBACK.test(place.endpoint ?? '')),
    ['state', 'endpoint'],
  );
});

const COMMIT = /(^|[/=])[0-9a-f]{40}($|[/?&#])/;

const source = z
  .strictObject({
    id: identifier,
    directory: text.optional(),
    url: z
      .url()
      .regex(
        COMMIT,
        'has to name a commit by its 40 hexadecimal digits, since what a branch holds changes',
      )
      .optional(),
  })
  .refine(
    ({ directory, url }) => (directory === undefined) !== (url === undefined),
    'needs exactly one of directory and url',
  );

const section = z.object({
  dataDir: text.default('.data/provisioning'),
  modules: z
    .array(source)
    .default([])
    .refine(
      sources => new Set(sources.map(({ id }) => id)).size === sources.length,
      'has two sources of one id',
    ),
  environments: z.record(identifier, environment).default({}),
  workers: z.number().int().min(1).max(64).default(4),
  driftWorkers: z.number().int().min(1).max(64).default(1),
  logs: z
    .strictObject({ stepMiB: z.number().positive().default(16) })
    .prefault({}),
  retention: z
    .strictObject({
      runs: duration.default(400 * DAY),
      logs: duration.default(90 * DAY),
      approvals: duration.default(7 * DAY),
    })
    .prefault({}),
  prices: z.strictObject({ maxAge: duration.default(180 * DAY) }).prefault({}),
  policies: z.strictObject({ time: duration.default(300) }).prefault({}),
  continuations: z
    .array(
      z
        .string()
        .regex(
          /^template:[^/\s]+\/[^/\s]+$/,
          'has to be a full reference, e.g. template:default/service-database',
        ),
    )
    .default([]),
});

/** @internal */
export type StateConfig = z.output<typeof state>;

/** @internal */
export type SecretConfig = z.output<typeof secret>;

/** @internal */
export type EnvironmentConfig = z.output<typeof environment> & {
  name: string;
};

/** @internal */
export type SourceConfig =
  | { id: string; directory: string }
  | { id: string; url: string };

/** @internal */
export interface ProvisioningConfig {
  /** Absolute. */
  dataDir: string;
  sources: SourceConfig[];
  environments: EnvironmentConfig[];
  workers: number;
  driftWorkers: number;
  /** Of one step of a run. */
  logs: { bytes: number };
  retention: {
    runSeconds: number;
    logSeconds: number;
    /** How long a plan waits for its approval. */
    approvalSeconds: number;
  };
  /** From when on prices are called outdated. */
  prices: { maxAgeDays: number };
  /** How long one policy engine may take. */
  policies: { seconds: number };
  /** Templates that may be started when a run has succeeded. */
  continuations: string[];
}

/** In which unit the runner limits. @internal */
export const memoryBytesOf = ({ limits }: EnvironmentConfig): number =>
  limits.memoryMiB * MEBIBYTE;

function sourceOf({ id, directory, url }: z.output<typeof source>) {
  return url === undefined
    ? { id, directory: resolve(directory as string) }
    : { id, url };
}

/**
 * Reads `provisioning`, but for the sections of its modules.
 *
 * @throws Error naming each key that cannot be used, never its value: the
 * backend does not start with one, since what was meant is not known.
 * @internal
 */
export function readProvisioningConfig(root: Config): ProvisioningConfig {
  const result = section.safeParse(root.getOptional(SECTION) ?? {});
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${[SECTION, ...path].join('.')}: ${message}`,
    );
    throw new Error(`The configuration is not valid. ${problems.join('; ')}`);
  }
  const { data } = result;
  return {
    dataDir: resolve(data.dataDir),
    sources: data.modules.map(sourceOf),
    environments: Object.entries(data.environments).map(([name, config]) => ({
      name,
      ...config,
    })),
    workers: data.workers,
    driftWorkers: data.driftWorkers,
    logs: { bytes: data.logs.stepMiB * MEBIBYTE },
    retention: {
      runSeconds: data.retention.runs,
      logSeconds: data.retention.logs,
      approvalSeconds: data.retention.approvals,
    },
    prices: { maxAgeDays: data.prices.maxAge / DAY },
    policies: { seconds: data.policies.time },
    continuations: data.continuations.map(ref =>
      ref.toLocaleLowerCase('en-US'),
    ),
  };
}
