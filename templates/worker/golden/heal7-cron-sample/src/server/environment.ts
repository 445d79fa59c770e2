import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };

export const milliseconds = (fallback: number) =>
  z.coerce.number().int().min(0).max(600_000).default(fallback);

const upstreams = z
  .string()
  .default('')
  .transform((text, context) =>
    text
      .split(',')
      .map(entry => entry.trim())
      .filter(entry => entry !== '')
      .map(entry => {
        const [name = '', ...rest] = entry.split('=');
        const url = rest.join('=');
        if (!/^[a-z][-a-z0-9]*$/.test(name) || !/^https?:\/\//.test(url)) {
          context.addIssue({
            code: 'custom',
            message: `"${entry}" is not of the form name=http://host/path`,
          });
        }
        return { name, url };
      }),
  );

/** What every service reads; a service adds its own to these. */
export const common = {
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('0.0.0.0'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  SERVICE_NAME: z.string().min(1).default(manifest.name),
  SERVICE_VERSION: z.string().min(1).default(manifest.version),
  /** Comma-separated name=url list of what must answer before we are ready. */
  UPSTREAMS: upstreams,
  UPSTREAM_TIMEOUT_MS: milliseconds(1_000),
  /** How long /ready says no before the port closes. */
  DRAIN_DELAY_MS: milliseconds(5_000),
  /** How long requests under way may take after that. */
  DRAIN_TIMEOUT_MS: milliseconds(20_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Share of the traces begun here that are kept, 0 to 1. */
  TRACE_SAMPLE_RATIO: z.coerce.number().min(0).max(1).default(1),
};

export type CommonConfig = z.infer<z.ZodObject<typeof common>>;

/** Raised with every wrong variable at once, so that one restart mends them. */
export class ConfigError extends Error {}

/** Reads the configuration from the environment; empty means unset. */
export function readEnvironment<S extends z.ZodRawShape>(
  shape: S,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<z.ZodObject<S>> {
  const set = Object.entries(env).filter(([, value]) => value !== '');
  const result = z.object(shape).safeParse(Object.fromEntries(set));
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    issue => `${issue.path.join('.')}: ${issue.message}`,
  );
  throw new ConfigError(`Wrong configuration: ${problems.join('; ')}`);
}
